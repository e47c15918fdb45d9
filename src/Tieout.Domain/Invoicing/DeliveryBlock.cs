using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Domain.Invoicing;

/// <summary>Why a target does not take an approved document.</summary>
public sealed record DeliveryBlock(ReasonCode Reason, string Message);
