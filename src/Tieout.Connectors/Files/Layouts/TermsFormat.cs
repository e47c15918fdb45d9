using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Terms with lines and schedules, from companion files or nested: of contracts or of amendments.</summary>
internal abstract class TermsFormat : GroupedFormat
{
    private readonly TermsLines _lines;
    private readonly Column _contract;

    /// <summary>Adds the columns that stand before a format's own.</summary>
    /// <param name="name">Of the format.</param>
    /// <param name="companion">First word of the companions' names.</param>
    /// <param name="isOfAmendment">Its rows have a sequence besides the contract.</param>
    protected TermsFormat(string name, string companion, bool isOfAmendment)
        : base(name, companion)
    {
        _lines = new TermsLines(companion, isOfAmendment);
        _contract = Required("contract", ColumnForm.Code, "K-2026-001", "Contract number");
        Sequence = isOfAmendment
            ? Required(
                "sequence",
                ColumnForm.Integer,
                "1",
                "1 for the first amendment; the later wins on the same date"
            )
            : null;
        Version = Versioned(false);
    }

    public override IReadOnlyList<Layout> Companions => _lines.Companions;

    protected VersionColumns Version { get; }

    protected Column? Sequence { get; }

    public override Layout? NestedLayout(Layout parent, string field) =>
        _lines.NestedLayout(parent == this, parent, field);

    public override string? KeyOf(Row row)
    {
        var (contract, sequence) = TermsLines.KeyOf(row.Layout) ?? (_contract, Sequence);
        return row.Value(contract) is { } number
            ? Key(number, sequence is null ? null : row.Value(sequence))
            : null;
    }

    protected TermsColumns AddTerms() => new(Required, Optional, _lines);

    protected EngagementId ContractOf(Row row) => row.Code<EngagementId>(_contract);

    /// <summary>Writes a fact's own row, and its lines before or in it.</summary>
    protected void Write(
        Cells cells,
        EngagementId contract,
        int? sequence,
        ContractTerms terms,
        IRowSink sink
    )
    {
        cells.Put(_contract, contract);
        if (Sequence is not null)
        {
            cells.Put(Sequence, sequence ?? 0);
        }

        _lines.Write(cells, contract, sequence, terms, sink);
        sink.Take(cells);
    }

    private static string Key(string contract, string? sequence) =>
        sequence is null ? contract : $"{contract}{KeySeparator}{sequence}";
}
