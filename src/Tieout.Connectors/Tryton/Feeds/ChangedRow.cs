namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>The id and stamps that every record of Tryton has.</summary>
/// <param name="WriteDate">None until the first change after creation.</param>
internal sealed record ChangedRow(int Id, Instant CreateDate, Instant? WriteDate)
{
    public ChangeKey Key => new(ChangeKey.StampOf(WriteDate ?? CreateDate), Id);
}
