using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>One row to be written, as text by column.</summary>
internal sealed class Cells(Layout layout)
{
    /// <summary>Between the parts of a list; no identifier can hold it.</summary>
    public const char ListSeparator = '\u001f';

    private readonly string?[] _values = new string?[layout.Columns.Count];

    public Layout Layout => layout;

    /// <summary>Rows that belong to this one, by field, where the file format can nest.</summary>
    public Dictionary<string, List<Cells>> Nested { get; } = new(StringComparer.Ordinal);

    public string? this[Column column] => _values[column.Index];

    public void Put(Column column, string? text) => _values[column.Index] = text;

    public void Put(Column column, decimal? number) =>
        Put(column, number?.ToString(CultureInfo.InvariantCulture));

    public void Put(Column column, long number) =>
        Put(column, number.ToString(CultureInfo.InvariantCulture));

    public void Put(Column column, bool flag) => Put(column, flag ? "true" : "false");

    public void Put(Column column, LocalDate? date) =>
        Put(column, date is { } day ? LocalDatePattern.Iso.Format(day) : null);

    public void Put(Column column, CurrencyCode? currency) => Put(column, currency?.Code);

    public void Put<TId>(Column column, TId identifier)
        where TId : struct, IIdentifier<TId> => Put(column, identifier.Value);

    public void Put<TId>(Column column, TId? identifier)
        where TId : struct, IIdentifier<TId> => Put(column, identifier?.Value);

    public void Put<TId>(Column column, IReadOnlyList<TId>? identifiers)
        where TId : struct, IIdentifier<TId> =>
        Put(column, identifiers is null ? null : Join(identifiers.Select(x => x.Value)));

    public void PutWord<TEnum>(Column column, TEnum value)
        where TEnum : struct, Enum => Put(column, Words<TEnum>.Of(value));

    public void PutOptionalWord<TEnum>(Column column, TEnum? value)
        where TEnum : struct, Enum => Put(column, value is { } word ? Words<TEnum>.Of(word) : null);

    public void PutWords<TEnum>(Column column, IReadOnlyList<TEnum>? values)
        where TEnum : struct, Enum =>
        Put(column, values is null ? null : Join(values.Select(Words<TEnum>.Of)));

    public void PutNames(Column column, IReadOnlyList<string>? names) =>
        Put(column, names is null ? null : Join(names));

    private static string Join(IEnumerable<string> parts) => string.Join(ListSeparator, parts);
}
