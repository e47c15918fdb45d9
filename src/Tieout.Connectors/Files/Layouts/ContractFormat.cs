using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Contracts as they were first agreed.</summary>
internal sealed class ContractFormat : TermsFormat
{
    private readonly TermsColumns _terms;

    public ContractFormat()
        : base("contracts", "contract", isOfAmendment: false) => _terms = AddTerms();

    public override Type FactType => typeof(Contract);

    public override CanonicalFact Assemble(IReadOnlyList<Row> rows) =>
        new Contract(ContractOf(rows[0]), rows[0].Version(Version), _terms.Read(rows));

    public override void Write(CanonicalFact fact, IRowSink sink)
    {
        var written = (Contract)fact;
        var cells = new Cells(this);
        cells.Put(Version.Version, written.Version);
        _terms.Fill(cells, written.Terms, written.Terms.IsSigned);
        Write(cells, written.Id, sequence: null, written.Terms, sink);
    }
}
