using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>A slice that the next invoice takes, and the terms it was worked under.</summary>
public sealed record ReadySlice(Work Work, Slice Slice, ContractTerms Terms);
