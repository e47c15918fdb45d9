using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Revenue;

/// <summary>Open work by service date, over all lines; under caps as much of it as a run would bill.</summary>
internal sealed class OpenEarnings(EngagementState state, IEnumerable<EarnedPiece> pieces)
{
    private readonly List<EarnedPiece> _open =
    [
        .. pieces
            .Where(x => x.IsOpen && x.Work is not ScheduledFee)
            .OrderBy(x => x.Date)
            .ThenBy(x => x.Work.Id.Value, StringComparer.Ordinal),
    ];

    private readonly Dictionary<LocalDate, Dictionary<WorkId, Money>> _earned = [];

    /// <summary>Earned of the open work of a line to a day, by the caps as they are agreed then.</summary>
    public IEnumerable<(EarnedPiece Piece, Money Earned)> To(LocalDate through, RevenueKey key)
    {
        if (!_earned.TryGetValue(through, out var earned))
        {
            _earned[through] = earned = Earned(through);
        }

        return _open
            .Where(x => x.Key == key && x.Date <= through)
            .Select(x => (x, earned[x.Work.Id]));
    }

    private Dictionary<WorkId, Money> Earned(LocalDate through)
    {
        var contract = state.Contract!;
        var rooms = new Dictionary<CurrencyCode, CapRoom>();
        var earned = new Dictionary<WorkId, Money>();
        foreach (var piece in _open.Where(x => x.Date <= through))
        {
            var currency = piece.Amount.Currency;
            if (!rooms.TryGetValue(currency, out var room))
            {
                var before = BilledBefore.Of(state, currency);
                rooms[currency] = room = new CapRoom(contract, contract.TermsAt(through), before);
            }

            var line = contract.LineAt(through, piece.Key.Line);
            earned[piece.Work.Id] = line is null
                ? piece.Amount
                : room.Take(line, piece.Date, UseOf(piece), PriceOf(piece)).Use.Amount;
        }

        return earned;
    }

    private static CapUse UseOf(EarnedPiece piece) =>
        new(piece.Amount, piece.Work is TimeEntry ? piece.Slice.Charged : Effort.Zero);

    private static decimal? PriceOf(EarnedPiece piece) =>
        piece is { Work: TimeEntry time, Slice.Rate: { } rate }
            ? rate.Rate * time.Multiplier
            : null;
}
