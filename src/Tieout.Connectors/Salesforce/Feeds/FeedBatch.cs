using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>What a page of records was translated to.</summary>
/// <param name="system">The connection's name.</param>
/// <param name="kind">API name of the object.</param>
/// <param name="settledBefore">Records with this stamp, or a later one, come once more.</param>
internal sealed class FeedBatch(string system, string kind, long settledBefore = long.MaxValue)
{
    private Effort? _effort;
    private List<SourceRecord> _records = [];
    private List<RejectedRecord> _rejected = [];

    public IReadOnlyList<SourceRecord> Records => _records;

    public IReadOnlyList<RejectedRecord> Rejected => _rejected;

    /// <summary>Whether a record that was read along will not change without its stamp showing it.</summary>
    public bool IsSettled(SalesforceRow row) => row.Key.Stamp < settledBefore;

    /// <summary>A batch of its own for records of another object.</summary>
    /// <param name="other">Its API name.</param>
    public FeedBatch Apart(string other) => new(system, other, settledBefore);

    /// <summary>Takes what another batch has, unless something of it was rejected.</summary>
    public void AddReadable(FeedBatch other)
    {
        if (other._rejected.Count == 0)
        {
            _records.AddRange(other._records);
        }
    }

    /// <summary>The same batch for a record that reports time, should it be rejected.</summary>
    public FeedBatch Reporting(Effort effort) =>
        new(system, kind, settledBefore)
        {
            _records = _records,
            _rejected = _rejected,
            _effort = effort,
        };

    /// <summary>Takes a record.</summary>
    public void Accept(string id, CanonicalFact fact) =>
        _records.Add(new SourceRecord(fact, OriginOf(id)));

    public void Reject(
        string id,
        string code,
        string? field,
        string message,
        string? identity = null
    ) => _rejected.Add(new RejectedRecord(OriginOf(id), code, field, message, identity, _effort));

    /// <summary>Whether a text can be an identifier; rejects the record if not.</summary>
    public bool Identifies(string id, string field, string? value)
    {
        if (Identifier.IsValid(value))
        {
            return true;
        }

        Reject(
            id,
            "salesforce.bad-identifier",
            field,
            $"The {field} must have 1 to {Identifier.LengthMax} characters, without control "
                + "characters or spaces at its ends."
        );
        return false;
    }

    private Origin OriginOf(string id) => new(system, $"{kind}/{id}");
}
