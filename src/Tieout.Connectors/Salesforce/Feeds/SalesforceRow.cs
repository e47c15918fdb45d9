using System.Text.Json;
using NodaTime.Text;
using Tieout.Connect;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>A record as a query answers it.</summary>
/// <remarks>
/// A field that was asked for and is not in the answer is a fault of the whole feed: a field that is
/// empty is there, with null.
/// </remarks>
internal sealed class SalesforceRow
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private readonly JsonElement _row;

    /// <summary>Reads what every record has.</summary>
    /// <exception cref="ConnectorException">It is missing.</exception>
    public SalesforceRow(JsonElement row)
    {
        _row = row;
        Key = new ChangeKey(SalesforceStamp.Parse(Required("SystemModstamp")), Required("Id"));
        IsDeleted = Flag("IsDeleted");
    }

    public ChangeKey Key { get; }

    public bool IsDeleted { get; }

    /// <summary>Records below this one, where its feed reads them.</summary>
    public IReadOnlyList<SalesforceRow> Parts { get; private init; } = [];

    /// <summary>Of the facts that it becomes: the stamp in microseconds.</summary>
    public long Version => VersionOf(Key.Stamp);

    /// <summary>Of facts by a stamp in seconds.</summary>
    public static long VersionOf(long stamp) => stamp * MicrosecondsPerSecond;

    /// <summary>The same record with what stands below it.</summary>
    public SalesforceRow With(IReadOnlyList<SalesforceRow> parts) => new(_row) { Parts = parts };

    /// <summary>The record that a relationship leads to, of which id and stamps were asked for.</summary>
    /// <exception cref="ConnectorException">There is none.</exception>
    public SalesforceRow Above(string relationship) =>
        FindAbove(relationship)
        ?? throw new ConnectorException(
            ConnectorFault.Contract,
            $"A record of Salesforce has no {relationship}."
        );

    /// <summary>The record that a path of relationships leads to; none where one of them is empty.</summary>
    /// <param name="path">Of it id and stamps were asked for.</param>
    public SalesforceRow? FindAbove(string path) =>
        Find(path) is { } above ? new SalesforceRow(above) : null;

    /// <summary>A text without blanks at its ends; none when it is empty or its name is.</summary>
    /// <param name="path">A field, or one of a record that it refers to: <c>Parent.Name</c>.</param>
    public string? Text(string path)
    {
        if (path.Length == 0 || Find(path) is not { } value)
        {
            return null;
        }

        var text =
            value.ValueKind is JsonValueKind.String
                ? value.GetString()!.Trim()
                : value.GetRawText();
        return text.Length == 0 ? null : text;
    }

    public bool Flag(string path) =>
        path.Length > 0 && Find(path) is { ValueKind: JsonValueKind.True };

    /// <summary>A day; none when the field is empty.</summary>
    /// <exception cref="ConnectorException">It is no day.</exception>
    public LocalDate? Day(string path) =>
        Text(path) is not { } text ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day
        : throw NotA("day", path);

    /// <summary>A number, which Salesforce may write as 1.39E8; none when the field is empty.</summary>
    /// <exception cref="ConnectorException">It is no number.</exception>
    public decimal? Number(string path) =>
        path.Length == 0 || Find(path) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : throw NotA("number", path);

    private static ConnectorException NotA(string what, string path) =>
        new(ConnectorFault.Contract, $"The field {path} of Salesforce is not a {what}.");

    private string Required(string field) =>
        Text(field)
        ?? throw new ConnectorException(
            ConnectorFault.Contract,
            $"A record of Salesforce has no {field}."
        );

    /// <summary>What stands at a path; none where it or the record before it is empty.</summary>
    private JsonElement? Find(string path)
    {
        var at = _row;
        foreach (var name in path.Split('.'))
        {
            if (!at.TryGetProperty(name, out var next))
            {
                throw new ConnectorException(
                    ConnectorFault.Contract,
                    $"The answer of Salesforce lacks the field {path}, which was asked for."
                );
            }

            if (next.ValueKind is JsonValueKind.Null)
            {
                return null;
            }

            at = next;
        }

        return at;
    }
}
