using Tieout.Domain.Invoicing;

namespace Tieout.Runtime.Lanes;

/// <summary>When a document can be posted.</summary>
/// <param name="ShiftedTo">In place of its own date; that when none.</param>
/// <param name="Block">Why it cannot be posted now; it can when none.</param>
internal sealed record PostingDay(LocalDate? ShiftedTo = null, DeliveryBlock? Block = null);
