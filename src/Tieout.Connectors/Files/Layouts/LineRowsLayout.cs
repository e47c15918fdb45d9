namespace Tieout.Connectors.Files.Layouts;

/// <summary>Rows below lines of contracts or of amendments.</summary>
internal abstract class LineRowsLayout : Layout
{
    protected LineRowsLayout(string name, bool isOfAmendment, string aboutLine)
        : base(name)
    {
        Contract = Required("contract", ColumnForm.Code, "K-2026-001", "Contract number");
        Sequence = isOfAmendment
            ? Required("sequence", ColumnForm.Integer, "1", "Number of the amendment")
            : null;
        Line = Required("line", ColumnForm.Code, "L2", aboutLine);
    }

    public Column Contract { get; }

    public Column? Sequence { get; }

    public Column Line { get; }
}
