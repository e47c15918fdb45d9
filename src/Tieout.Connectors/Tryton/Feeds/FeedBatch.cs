using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>What a page of changed records was translated to.</summary>
internal sealed class FeedBatch(TrytonOptions options)
{
    private readonly List<(int Id, SourceRecord Record)> _records = [];
    private readonly List<RejectedRecord> _rejected = [];

    /// <summary>In the order of their last change.</summary>
    public IReadOnlyList<SourceRecord> Records =>
        [
            .. _records
                .OrderBy(entry => entry.Record.Fact.Version)
                .ThenBy(entry => entry.Id)
                .Select(entry => entry.Record),
        ];

    public IReadOnlyList<RejectedRecord> Rejected => _rejected;

    public bool IsEmpty => _records.Count == 0 && _rejected.Count == 0;

    public void Accept(string model, int id, CanonicalFact fact) =>
        _records.Add((id, new SourceRecord(fact, OriginOf(model, id))));

    /// <summary>Leaves a record out.</summary>
    /// <param name="work">What it would have been; none for what is no work.</param>
    public void Reject(
        string model,
        int id,
        string code,
        string? field,
        string message,
        ReportedWork? work = null
    ) =>
        _rejected.Add(
            new RejectedRecord(
                OriginOf(model, id),
                code,
                field,
                message,
                work?.Id.Value,
                work?.Effort
            )
        );

    /// <summary>Whether the text can be an identifier; rejects the record if not.</summary>
    public bool Identifies(
        string model,
        int id,
        string field,
        string? value,
        ReportedWork? work = null
    )
    {
        if (Identifier.IsValid(value))
        {
            return true;
        }

        Reject(
            model,
            id,
            "tryton.bad-identifier",
            field,
            $"The {field} must have 1 to {Identifier.LengthMax} characters, without control "
                + "characters or spaces at its ends.",
            work
        );
        return false;
    }

    private Origin OriginOf(string model, int id) =>
        new(options.System, string.Create(CultureInfo.InvariantCulture, $"{model},{id}"));
}
