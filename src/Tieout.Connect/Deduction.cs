using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connect;

/// <summary>A part of a document's gross amount that its customer does not pay with it.</summary>
/// <param name="Role">Where it is owed instead: a retention, or what was paid in advance.</param>
/// <param name="Account">The target's account of that role; none while it is not mapped.</param>
/// <param name="Amount">Has the sign of the document: negative on a credit memo.</param>
public sealed record Deduction(AccountRole Role, string? Account, Money Amount, string Description);
