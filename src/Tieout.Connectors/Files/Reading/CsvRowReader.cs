using System.Text.Unicode;
using CsvHelper;
using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files.Reading;

/// <summary>CSV by RFC 4180, with a header in any order.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly SourceFile _file;
    private readonly Layout _layout;
    private readonly FilesOptions _options;
    private readonly bool _keepsRows;
    private readonly CsvReaderOptions _parserOptions;
    private readonly List<string> _header = [];
    private Column?[] _columns = [];
    private RowFramer _framer;
    private Row _row;

    public CsvRowReader(
        SourceFile file,
        Layout layout,
        FilesOptions options,
        RowPosition from,
        bool keepsRows
    )
    {
        _file = file;
        _layout = layout;
        _options = options;
        _keepsRows = keepsRows;
        _row = new Row(layout, file);
        _framer = Framer(RowPosition.Start);
        _parserOptions = CsvReaderOptions.Default with
        {
            Separator = options.Delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
        };
        FileProblem = file.Length > options.FileBytesMax ? TooLarge(file, options) : ReadHeader();
        HeaderBytes = _framer.NextOffset;
        if (from.Offset > HeaderBytes && FileProblem is null)
        {
            _framer.Dispose();
            _framer = Framer(from);
        }
    }

    public override Row Row => _row;

    public override RowPosition Next => new(_framer.NextOffset, _framer.NextLine);

    public override bool Read()
    {
        while (FileProblem is null && _framer.Read())
        {
            if (_framer.Fault is FrameFault.None && IsBlank(_framer.Bytes))
            {
                continue;
            }

            Begin();
            ReadFields();
            _row.NextOffset = _framer.NextOffset;
            return true;
        }

        return false;
    }

    protected override void Dispose(bool isDisposing)
    {
        _framer.Dispose();
    }

    private RowFramer Framer(RowPosition from) => new(_file, from, hasQuotes: true, _options);

    /// <summary>Empty rows of a spreadsheet: nothing but delimiters and spaces.</summary>
    private bool IsBlank(ReadOnlySpan<byte> row) =>
        row.IndexOfAnyExcept((byte)' ', (byte)_options.Delimiter, (byte)'\r') < 0;

    private void Begin()
    {
        if (_keepsRows)
        {
            _row = new Row(_layout, _file);
        }

        _row.Clear();
        _row.Line = _framer.Line;
        _row.Offset = _framer.Offset;
    }

    private Problem? ReadHeader()
    {
        do
        {
            if (!_framer.Read())
            {
                return new Problem(
                    "files.no-header",
                    null,
                    $"the file is empty; its first line names the columns, {Names(Required())} at least"
                );
            }
        } while (_framer.Fault is FrameFault.None && IsBlank(_framer.Bytes));

        if (_framer.Fault is not FrameFault.None || !IsText())
        {
            return new Problem("files.bad-header", null, "the line of column names cannot be read");
        }

        using var fields = Parse();
        _columns = new Column?[fields.FieldCount];
        var doubled = new List<string>();
        for (var i = 0; i < _columns.Length; i++)
        {
            var name = fields.GetString(i).Trim();
            _columns[i] = _layout.Find(name);
            if (name.Length > 0 && _header.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                doubled.Add(name);
            }
            else if (_columns[i] is null && name.Length > 0)
            {
                ReportUnknown(Problem.Shorten(name));
            }

            _header.Add(name);
        }

        return doubled.Count > 0
            ? new Problem(
                "files.duplicate-column",
                doubled[0],
                $"the columns {Names(doubled)} stand twice in the header"
            )
            : MissingColumns();
    }

    private Problem? MissingColumns()
    {
        var missing = Required().Except(_columns.Select(x => x?.Name), StringComparer.Ordinal);
        var open = _layout.Alternatives.Where(any => !any.Any(_columns.Contains));
        string[] all =
        [
            .. missing.OfType<string>(),
            .. open.Select(any => string.Join(" or ", any.Select(x => x.Name))),
        ];
        return all.Length == 0
            ? null
            : new Problem(
                "files.missing-columns",
                all[0],
                $"the header lacks {Names(all)}; no row of the file was read"
            );
    }

    private IEnumerable<string> Required() =>
        _layout.Columns.Where(x => x.IsRequired).Select(x => x.Name);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    /// <summary>The fields of the current row; the framer has made sure that it is one.</summary>
    private CsvReader Parse()
    {
        var fields = CsvReader.Create(_framer.Memory, _parserOptions);
        _ = fields.Read();
        return fields;
    }

    private bool IsText() =>
        Utf8.IsValid(_framer.Bytes) && _framer.Bytes.IndexOf(TextStream.BadTextBytes) < 0;

    private void ReadFields()
    {
        if (FramingProblem() is { } problem)
        {
            _row.Fail(problem);
            return;
        }

        if (!IsText())
        {
            FailBadText();
            return;
        }

        using var fields = Parse();
        var isWhole = fields.RawRecord.Length == _framer.Bytes.Length;
        if (!isWhole || (fields.FieldCount != _columns.Length && !IsPadded(fields)))
        {
            FailFieldCount(fields.FieldCount, isWhole);
            return;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] is { } column && !fields.IsEmpty(i))
            {
                _row.Set(column, fields.GetString(i));
            }
        }

        _row.CutColumn = _framer.IsTerminated ? null : _columns[^1];
        if (!_framer.IsTerminated && _options.RequireFinalLineEnd)
        {
            _row.Fail(CutOff());
        }
    }

    private void FailFieldCount(int count, bool isWhole)
    {
        var isCut = !_framer.IsTerminated && count < _columns.Length;
        var what = isWhole
            ? $"has {count} fields where the header has {_columns.Length}"
            : "has a carriage return without a line feed";

        // A quote may have drawn in lines that are rows of their own.
        _ = _framer.Rewind();
        _row.Fail(
            isCut
                ? CutOff()
                : new Problem(
                    "files.field-count",
                    null,
                    what + "; a field with a comma or line end in it must be quoted"
                )
        );
    }

    private Problem? FramingProblem()
    {
        switch (_framer.Fault)
        {
            case FrameFault.TooLong:
                return new Problem(
                    "files.row-too-long",
                    null,
                    $"is longer than {_options.RowBytesMax} bytes"
                );
            case FrameFault.UnclosedQuote or FrameFault.StrayQuote when !_framer.IsTerminated:
                return CutOff();
            case FrameFault.UnclosedQuote:
                return new Problem(
                    "files.unclosed-quote",
                    FieldName(_framer.FaultField),
                    "starts with a quote that does not end; only this line was given up"
                );
            case FrameFault.StrayQuote:
                return new Problem(
                    "files.stray-quote",
                    FieldName(_framer.FaultField),
                    "has a quote where none may be; write the field in quotes and double those in it"
                );
            default:
                return _framer.Bytes.Length > _options.FieldLengthMax ? LongField() : null;
        }
    }

    /// <summary>Looks for a field over the limit before anything of the row is copied.</summary>
    private Problem? LongField()
    {
        var rest = _framer.Bytes;
        for (var field = 0; rest.Length > _options.FieldLengthMax; field++)
        {
            var end = QuoteScan.FieldEnd(rest, (byte)_options.Delimiter);
            var length =
                end > _options.FieldLengthMax ? TextStream.Utf8.GetCharCount(rest[..end]) : 0;
            if (length > _options.FieldLengthMax)
            {
                return TooLongField(FieldName(field), length, _options);
            }

            rest = rest[Math.Min(end + 1, rest.Length)..];
        }

        return null;
    }

    internal static Problem TooLongField(string? field, int length, FilesOptions options) =>
        new(
            "files.field-too-long",
            field,
            $"has {length} characters, at most {options.FieldLengthMax} are read"
        );

    /// <summary>More fields than the header, the surplus ones empty, as spreadsheets write them.</summary>
    private bool IsPadded(CsvReader fields)
    {
        for (var i = _columns.Length; i < fields.FieldCount; i++)
        {
            if (!fields.IsEmpty(i))
            {
                return false;
            }
        }

        return fields.FieldCount > _columns.Length;
    }

    private void FailBadText()
    {
        var rest = _framer.Bytes;
        for (var field = 0; rest.Length > 0; field++)
        {
            var end = QuoteScan.FieldEnd(rest, (byte)_options.Delimiter);
            var value = TextStream.Utf8.GetString(rest[..end]);
            if (value.Contains(TextStream.BadText, StringComparison.Ordinal))
            {
                _row.Fail(BadText(FieldName(field), value));
                return;
            }

            rest = rest[Math.Min(end + 1, rest.Length)..];
        }

        _row.Fail(BadText(null, string.Empty));
    }

    internal static Problem BadText(string? field, string value) =>
        new(
            "files.bad-encoding",
            field,
            $"'{Problem.Shorten(value.Replace(TextStream.BadText, '?'))}' has bytes that are not "
                + "UTF-8; save the file as UTF-8"
        );

    private string? FieldName(int index) =>
        index < _header.Count && _header[index].Length > 0 ? _header[index] : null;

    internal static Problem CutOff() =>
        new(
            "files.cut-off",
            null,
            "is cut off: the file ends in the middle of it; the rows before it were taken"
        );
}
