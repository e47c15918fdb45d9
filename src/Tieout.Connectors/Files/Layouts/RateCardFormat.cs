using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Rate cards: one row for each rate or markup; a card's rows may stand anywhere.</summary>
/// <remarks>In JSON rates may stand in <c>lines</c> below their card, or in those of its <c>versions</c>.</remarks>
internal sealed class RateCardFormat : GroupedFormat
{
    private readonly Column _card;
    private readonly VersionColumns _version;
    private readonly Column _level;
    private readonly Column _reference;
    private readonly Column _currency;
    private readonly Column _cardFrom;
    private readonly Column _cardTo;
    private readonly Column _defaultRate;
    private readonly RateColumns _rates;
    private readonly RateLineLayout _lines;
    private readonly RateVersionLayout _versions;
    private readonly IReadOnlyList<Column> _ofCard;

    public RateCardFormat()
        : base("rate-cards", "rate-card")
    {
        _card = Required(
            "card",
            ColumnForm.Code,
            "RC-1",
            "Code of the card, the same in all its rows"
        );
        _version = Versioned(false);
        _level = Required(
            "level",
            ColumnForm.Word,
            "project",
            "What it is attached to",
            Words<RateLevel>.All
        );
        _reference = Required(
            "reference",
            ColumnForm.Code,
            "P-1",
            "Code of what it is attached to"
        );
        _currency = Optional(
            "currency",
            ColumnForm.Currency,
            "EUR",
            "Of its rates; the contract's when left out"
        );
        _cardFrom = Optional(
            "card_from",
            ColumnForm.Date,
            "2026-01-01",
            "First service date of the card"
        );
        _cardTo = Optional("card_to", ColumnForm.Date, "", "Last service date of the card");
        _defaultRate = Optional(
            "default_rate",
            ColumnForm.Number,
            "",
            "Hourly rate where no line matches"
        );
        _rates = new RateColumns(Optional);
        _lines = new RateLineLayout("rate-card-lines");
        _versions = new RateVersionLayout("rate-card-versions", _lines);
        _ofCard =
        [
            _version.Version,
            _version.UpdatedAt,
            _level,
            _reference,
            _currency,
            _cardFrom,
            _cardTo,
            _defaultRate,
        ];
    }

    public override Type FactType => typeof(RateCard);

    public override string? KeyOf(Row row) => row.Value(_card);

    public override Layout? NestedLayout(Layout parent, string field) =>
        field switch
        {
            "lines" when parent == this || parent == _versions => _lines,
            "versions" when parent == this => _versions,
            _ => null,
        };

    public override CanonicalFact Assemble(IReadOnlyList<Row> rows)
    {
        var first = rows[0];
        var lines = new List<RateLine>();
        var markups = new List<RateMarkup>();
        foreach (var row in rows.Where(x => x.Layout == this))
        {
            RequireSame(first, row);
            _rates.Read(row, lines, markups);
            foreach (var line in row.Nested.Where(x => x.Layout == _lines))
            {
                _lines.Read(line, lines, markups);
            }

            _versions.Read(row.Nested.Where(x => x.Layout == _versions), lines);
        }

        if (lines.GroupBy(x => x.Id, StringComparer.Ordinal).Any(x => x.Count() > 1))
        {
            first.Fail(
                _card,
                "files.duplicate",
                "has two rates of the same line id; give each its own"
            );
        }

        return new RateCard(
            first.Code<RateCardId>(_card),
            first.Version(_version),
            first.Word<RateLevel>(_level),
            first.RequiredName(_reference),
            [.. lines],
            first.OptionalCurrency(_currency),
            first.OptionalDate(_cardFrom),
            first.LastDate(_cardTo, _cardFrom),
            first.OptionalNumberBetween(_defaultRate, 0m, FieldForms.NumberMax),
            markups.Count == 0 ? null : [.. markups]
        );
    }

    public override void Write(CanonicalFact fact, IRowSink sink)
    {
        var card = (RateCard)fact;
        var rows = card
            .Lines.Select(line => Row(card, cells => _rates.Fill(cells, line)))
            .Concat(
                (card.Markups ?? []).Select(markup =>
                    Row(card, cells => _rates.Fill(cells, markup))
                )
            )
            .DefaultIfEmpty(Row(card, _rates.FillCardOnly));
        foreach (var row in rows)
        {
            sink.Take(row);
        }
    }

    private void RequireSame(Row first, Row row)
    {
        foreach (var column in _ofCard)
        {
            if (!string.Equals(first.Value(column), row.Value(column), StringComparison.Ordinal))
            {
                row.Fail(
                    column,
                    "files.not-the-same",
                    $"differs from line {first.Line} of the same card; it belongs to the whole card"
                );
            }
        }
    }

    private Cells Row(RateCard card, Action<Cells> fill)
    {
        var cells = new Cells(this);
        cells.Put(_card, card.Id);
        cells.Put(_version.Version, card.Version);
        cells.PutWord(_level, card.Level);
        cells.Put(_reference, card.Reference);
        cells.Put(_currency, card.Currency);
        cells.Put(_cardFrom, card.From);
        cells.Put(_cardTo, card.To);
        cells.Put(_defaultRate, card.DefaultRate);
        fill(cells);
        return cells;
    }
}
