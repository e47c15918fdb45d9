using CommunityToolkit.HighPerformance.Buffers;
using NodaTime.Text;
using Tieout.Connectors.Files.Layouts;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Reading;

/// <summary>One row as text by column, and the typed look at it.</summary>
/// <remarks>
/// The first thing wrong stays as <see cref="Problem"/>; what was read besides means nothing then.
/// </remarks>
internal sealed class Row(Layout layout, SourceFile file)
{
    private const long MicrosecondTicks = 10;
    private readonly string?[] _cells = new string?[layout.Columns.Count];
    private readonly HashSet<Column> _unsound = [];

    public Layout Layout => layout;

    public SourceFile File => file;

    public int Line { get; set; }

    public long Offset { get; set; }

    public long NextOffset { get; set; }

    public Problem? Problem { get; private set; }

    /// <summary>
    /// The column that a file without a last line end breaks off in; none for other rows.
    /// </summary>
    public Column? CutColumn { get; set; }

    /// <summary>Between the parts of a list in this file's format.</summary>
    public char ListSeparator { get; init; } = ';';

    /// <summary>Rows nested in this one, in their order.</summary>
    public List<Row> Nested { get; } = [];

    public void Clear()
    {
        Array.Clear(_cells);
        Nested.Clear();
        _unsound.Clear();
        Problem = null;
        CutColumn = null;
    }

    /// <summary>The problem, seen as a cut where the file broke off in that field.</summary>
    public Problem FinalProblem()
    {
        var problem = Problem ?? CsvRowReader.CutOff();
        return
            CutColumn is { } cut && string.Equals(cut.Name, problem.Field, StringComparison.Ordinal)
            ? CsvRowReader.CutOff() with
            {
                Field = cut.Name,
            }
            : problem;
    }

    public void Set(Column column, string? text)
    {
        _cells[column.Index] = text;
        if (text?.Contains('\0', StringComparison.Ordinal) is true)
        {
            Fail(column, "files.bad-text", "has the character U+0000, which is no text");
        }
    }

    public void Fail(Problem problem) => Problem ??= problem;

    public void Fail(Column column, string code, string what)
    {
        _unsound.Add(column);
        Problem ??= Problem.OfValue(code, column.Name, _cells[column.Index] ?? string.Empty, what);
    }

    /// <summary>Nothing was wrong in these columns, whatever was in others.</summary>
    public bool IsSound(IEnumerable<Column> columns) => !columns.Any(_unsound.Contains);

    public bool Has(Column column) => Value(column) is not null;

    /// <summary>Free text as it stands; none when empty.</summary>
    public string? Text(Column column) =>
        _cells[column.Index] is { Length: > 0 } text ? text : null;

    /// <summary>Without spaces around it; none when nothing is left.</summary>
    public string? Value(Column column) =>
        _cells[column.Index]?.Trim() is { Length: > 0 } text ? text : null;

    public string RequiredText(Column column) =>
        Text(column) is { } text && !string.IsNullOrWhiteSpace(text) ? text : Missing(column);

    public TId Code<TId>(Column column)
        where TId : struct, IIdentifier<TId> =>
        Identifier<TId>(column, Shared(RequiredValue(column)));

    public TId? OptionalCode<TId>(Column column)
        where TId : struct, IIdentifier<TId> =>
        Value(column) is { } text ? Identifier<TId>(column, Shared(text)) : null;

    public ValueList<TId>? Codes<TId>(Column column)
        where TId : struct, IIdentifier<TId> =>
        Value(column) is { } text
            ? [.. Parts(text).Select(part => Identifier<TId>(column, part))]
            : null;

    /// <summary>A short name such as a role or a location; none when empty.</summary>
    public string? Name(Column column) => Value(column) is { } text ? Named(column, text) : null;

    /// <summary>Several of them; none when empty.</summary>
    public ValueList<string>? ManyNames(Column column) =>
        Value(column) is { } text ? [.. Parts(text).Select(part => Named(column, part))] : null;

    public string RequiredName(Column column) => Name(column) ?? Missing(column);

    /// <summary>A source's own id with its kind and system in front, unless it has them.</summary>
    public WorkId Work(Column column, string kind)
    {
        var text = RequiredValue(column);
        return Identifier<WorkId>(
            column,
            text.StartsWith(kind, StringComparison.Ordinal)
            && text.Length > kind.Length
            && text[kind.Length] == '/'
                ? text
                : $"{kind}/{file.System}/{text}"
        );
    }

    public LocalDate Date(Column column) =>
        RequiredValue(column) is { Length: > 0 } text ? ParsedDate(column, text) : default;

    public LocalDate? OptionalDate(Column column) =>
        Value(column) is { } text ? ParsedDate(column, text) : null;

    public decimal Number(Column column) =>
        RequiredValue(column) is { Length: > 0 } text ? ParsedNumber(column, text) : 0m;

    public decimal? OptionalNumber(Column column) =>
        Value(column) is { } text ? ParsedNumber(column, text) : null;

    public decimal NumberBetween(Column column, decimal least, decimal most) =>
        Within(column, Number(column), least, most);

    public decimal? OptionalNumberBetween(Column column, decimal least, decimal most) =>
        OptionalNumber(column) is { } number ? Within(column, number, least, most) : null;

    /// <summary>The last day of a time; not before its first.</summary>
    public LocalDate? LastDate(Column column, Column first)
    {
        var last = OptionalDate(column);
        if (last is { } end && Problem is null && OptionalDate(first) is { } start && end < start)
        {
            Fail(column, "files.bad-date", $"is before {first.Name}");
        }

        return last;
    }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country(Column column)
    {
        var text = RequiredValue(column);
        if (
            text.Length != 2
            || !char.IsAsciiLetterUpper(text[0])
            || !char.IsAsciiLetterUpper(text[1])
        )
        {
            Fail(
                column,
                "files.bad-country",
                "is no country code; write two capital letters like DE"
            );
        }

        return text;
    }

    /// <summary>A source's own id with the system in front, unless a slash stands in it.</summary>
    public string Named(Column column)
    {
        var text = RequiredName(column);
        return text.Contains('/', StringComparison.Ordinal) ? text : $"{file.System}/{text}";
    }

    /// <summary>Says that a required whole number is missing.</summary>
    public int Missed(Column column)
    {
        Missing(column);
        return 0;
    }

    public int Integer(Column column, int otherwise, int least, int most)
    {
        if (Value(column) is not { } text)
        {
            return otherwise;
        }

        if (FieldForms.TryInteger(text, out var number) && number >= least && number <= most)
        {
            return (int)number;
        }

        Fail(column, "files.bad-number", $"is not a whole number from {least} to {most}");
        return otherwise;
    }

    public bool Flag(Column column, bool otherwise)
    {
        switch (Value(column))
        {
            case null:
                return otherwise;
            case "true" or "TRUE" or "True" or "yes":
                return true;
            case "false" or "FALSE" or "False" or "no":
                return false;
            default:
                Fail(column, "files.bad-flag", "is neither true nor false");
                return otherwise;
        }
    }

    public TEnum Word<TEnum>(Column column)
        where TEnum : struct, Enum =>
        RequiredValue(column) is { Length: > 0 } text ? ParsedWord<TEnum>(column, text) : default;

    public TEnum Word<TEnum>(Column column, TEnum otherwise)
        where TEnum : struct, Enum =>
        Value(column) is { } text ? ParsedWord<TEnum>(column, text) : otherwise;

    public TEnum? OptionalWord<TEnum>(Column column)
        where TEnum : struct, Enum =>
        Value(column) is { } text ? ParsedWord<TEnum>(column, text) : null;

    public ValueList<TEnum>? ManyWords<TEnum>(Column column)
        where TEnum : struct, Enum =>
        Value(column) is { } text
            ? [.. Parts(text).Select(part => ParsedWord<TEnum>(column, part))]
            : null;

    public ValueList<string>? Names(Column column) =>
        Value(column) is { } text ? [.. Parts(text).Select(Shared)] : null;

    public CurrencyCode Currency(Column column) =>
        RequiredValue(column) is { Length: > 0 } text ? ParsedCurrency(column, text) : default;

    public CurrencyCode? OptionalCurrency(Column column) =>
        Value(column) is { } text ? ParsedCurrency(column, text) : null;

    public long Version(VersionColumns columns)
    {
        if (Value(columns.Version) is { } counter)
        {
            if (FieldForms.TryInteger(counter, out var version) && version >= 0)
            {
                return version;
            }

            Fail(columns.Version, "files.bad-version", "is not a whole number of 0 or more");
        }
        else if (Value(columns.UpdatedAt) is { } text)
        {
            var instant = InstantPattern.ExtendedIso.Parse(text);
            if (instant.Success)
            {
                return instant.Value.ToUnixTimeTicks() / MicrosecondTicks;
            }

            Fail(
                columns.UpdatedAt,
                "files.bad-instant",
                "is no instant in UTC; write 2026-10-31T17:05:00Z"
            );
        }
        else if (columns.IsRequired)
        {
            Fail(
                columns.Version,
                "files.missing-value",
                "is empty, and so is updated_at; fill one"
            );
        }

        return file.ChangedTicks / MicrosecondTicks;
    }

    private string[] Parts(string text) =>
        text.Split(
            ListSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    private string RequiredValue(Column column) => Value(column) ?? Missing(column);

    private string Missing(Column column)
    {
        Fail(column, "files.missing-value", $"is empty; write it like {column.Example}");
        return string.Empty;
    }

    /// <summary>One text for all rows that say the same: codes are few, rows are many.</summary>
    private static string Shared(string text) => StringPool.Shared.GetOrAdd(text);

    private TId Identifier<TId>(Column column, string text)
        where TId : struct, IIdentifier<TId>
    {
        if (Domain.Canonical.Identifiers.Identifier.IsValid(text))
        {
            return TId.Parse(text);
        }

        FailCode(column);
        return default;
    }

    private void FailCode(Column column) =>
        Fail(column, "files.bad-code", "is no code: 1 to 200 characters, no control characters");

    private decimal Within(Column column, decimal number, decimal least, decimal most)
    {
        if (Problem is null && (number < least || number > most))
        {
            Fail(column, "files.bad-number", $"is out of range: {least} to {most}");
        }

        return number;
    }

    private LocalDate ParsedDate(Column column, string text)
    {
        if (FieldForms.DateFault(text, out var date) is { } fault)
        {
            Fail(column, "files.bad-date", fault);
        }

        return date;
    }

    private decimal ParsedNumber(Column column, string text)
    {
        if (FieldForms.NumberFault(text, out var number) is { } fault)
        {
            Fail(column, "files.bad-number", fault);
        }

        return number;
    }

    private string Named(Column column, string text)
    {
        if (!Domain.Canonical.Identifiers.Identifier.IsValid(text))
        {
            FailCode(column);
        }

        return Shared(text);
    }

    private TEnum ParsedWord<TEnum>(Column column, string text)
        where TEnum : struct, Enum
    {
        if (!Words<TEnum>.TryParse(text, out var value))
        {
            Fail(
                column,
                "files.bad-word",
                $"is not known; write one of {string.Join(", ", Words<TEnum>.All)}"
            );
        }

        return value;
    }

    private CurrencyCode ParsedCurrency(Column column, string text)
    {
        if (!CurrencyCode.TryParse(text, out var currency))
        {
            Fail(
                column,
                "files.bad-currency",
                "is no currency of ISO 4217; write three capital letters like EUR"
            );
        }

        return currency;
    }
}
