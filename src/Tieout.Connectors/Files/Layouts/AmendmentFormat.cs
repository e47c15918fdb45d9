using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Changes of contracts: the whole terms that hold from a date on.</summary>
internal sealed class AmendmentFormat : TermsFormat
{
    private readonly TermsColumns _terms;
    private readonly Column _effectiveFrom;
    private readonly Column _reason;
    private readonly Column _author;
    private readonly Column _cancelled;

    public AmendmentFormat()
        : base("amendments", "amendment", isOfAmendment: true)
    {
        _effectiveFrom = Required(
            "effective_from",
            ColumnForm.Date,
            "2026-07-01",
            "First service date under the new terms"
        );
        _reason = Optional("reason", ColumnForm.Text, "more people", "For people");
        _author = Optional(
            "author",
            ColumnForm.Text,
            "sara",
            "Who wrote it; may not approve what it changes of billed work"
        );
        _cancelled = Optional(
            "cancelled",
            ColumnForm.Flag,
            "false",
            "Taken back: the terms are as if it had never been signed"
        );
        _terms = AddTerms();
    }

    public override Type FactType => typeof(Amendment);

    public override CanonicalFact Assemble(IReadOnlyList<Row> rows) =>
        new Amendment(
            ContractOf(rows[0]),
            rows[0].Has(Sequence!)
                ? rows[0].Integer(Sequence!, 1, 1, 10_000)
                : rows[0].Missed(Sequence!),
            rows[0].Version(Version),
            rows[0].Date(_effectiveFrom),
            _terms.IsSigned(rows[0]),
            _terms.Read(rows),
            rows[0].Text(_reason),
            rows[0].Name(_author),
            rows[0].Flag(_cancelled, false)
        );

    public override void Write(CanonicalFact fact, IRowSink sink)
    {
        var written = (Amendment)fact;
        var cells = new Cells(this);
        cells.Put(Version.Version, written.Version);
        cells.Put(_effectiveFrom, (LocalDate?)written.EffectiveFrom);
        cells.Put(_reason, written.Reason);
        cells.Put(_author, written.Author);
        if (written.IsCancelled)
        {
            cells.Put(_cancelled, written.IsCancelled);
        }

        _terms.Fill(cells, written.Terms, written.IsSigned);
        Write(cells, written.Engagement, written.Sequence, written.Terms, sink);
    }
}
