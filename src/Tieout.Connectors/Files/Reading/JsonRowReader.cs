using System.Globalization;
using System.Text;
using System.Text.Json;
using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files.Reading;

/// <summary>JSON Lines: one object on each line, its members named like the columns.</summary>
internal sealed class JsonRowReader : RowReader
{
    private const int DepthMax = 8;
    private readonly SourceFile _file;
    private readonly FeedFormat _format;
    private readonly Layout _layout;
    private readonly FilesOptions _options;
    private readonly RowFramer _framer;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private Row _row;

    public JsonRowReader(
        SourceFile file,
        FeedFormat format,
        Layout layout,
        FilesOptions options,
        RowPosition from
    )
    {
        _file = file;
        _format = format;
        _layout = layout;
        _options = options;
        _row = NewRow(layout);
        _framer = new RowFramer(file, from, hasQuotes: false, options);
        FileProblem = file.Length > options.FileBytesMax ? TooLarge(file, options) : null;
    }

    public override Row Row => _row;

    public override RowPosition Next => new(_framer.NextOffset, _framer.NextLine);

    public override bool Read()
    {
        while (FileProblem is null && _framer.Read())
        {
            var isFaulty = _framer.Fault is not FrameFault.None;
            if (!isFaulty && _framer.Bytes.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
            {
                continue;
            }

            _row = NewRow(_layout);
            _row.Line = _framer.Line;
            _row.Offset = _framer.Offset;
            _row.NextOffset = _framer.NextOffset;
            if (isFaulty)
            {
                _row.Fail(
                    new Problem(
                        "files.row-too-long",
                        null,
                        $"is longer than {_options.RowBytesMax} bytes"
                    )
                );
            }
            else
            {
                ReadObject();
            }

            return true;
        }

        return false;
    }

    protected override void Dispose(bool isDisposing) => _framer.Dispose();

    private Row NewRow(Layout layout) => new(layout, _file) { ListSeparator = Cells.ListSeparator };

    private void ReadObject()
    {
        var json = new Utf8JsonReader(
            _framer.Bytes,
            new JsonReaderOptions
            {
                MaxDepth = DepthMax,
                CommentHandling = JsonCommentHandling.Disallow,
            }
        );
        try
        {
            if (!json.Read() || json.TokenType is not JsonTokenType.StartObject)
            {
                _row.Fail(new Problem("files.bad-json", null, "is no JSON object"));
                return;
            }

            ReadMembers(ref json, _row);
            while (json.Read())
            {
                // Anything but spaces after the object is refused by the reader.
            }

            if (!_framer.IsTerminated && _options.RequireFinalLineEnd)
            {
                _row.Fail(CsvRowReader.CutOff());
            }
        }
        catch (JsonException exception)
        {
            _row.Fail(Malformed(exception));
        }
    }

    private Problem Malformed(JsonException exception) =>
        !_framer.IsTerminated
            ? CsvRowReader.CutOff()
            : new Problem(
                "files.bad-json",
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is no JSON object: it breaks at byte {exception.BytePositionInLine}"
                )
            );

    private void ReadMembers(ref Utf8JsonReader json, Row row)
    {
        HashSet<string> seen = row == _row ? _seen : new(StringComparer.OrdinalIgnoreCase);
        seen.Clear();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (!TryText(ref json, row, "a member's name", out var name))
            {
                name = string.Empty;
            }

            json.Read();
            if (!seen.Add(name))
            {
                row.Fail(Problem.OfValue("files.duplicate-field", name, name, "stands twice"));
            }

            if (row.Layout.Find(name) is { } column)
            {
                row.Set(column, ReadValue(ref json, row, name));
            }
            else if (
                json.TokenType is JsonTokenType.StartArray
                && (_format as GroupedFormat)?.NestedLayout(row.Layout, name) is { } layout
            )
            {
                ReadNested(ref json, row, name, layout);
            }
            else
            {
                ReportUnknown(Problem.Shorten(name));
                json.Skip();
            }
        }
    }

    private void ReadNested(ref Utf8JsonReader json, Row row, string name, Layout layout)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is not JsonTokenType.StartObject)
            {
                row.Fail(new Problem("files.bad-json", name, "is no list of objects"));
                json.Skip();
                continue;
            }

            var nested = NewRow(layout);
            nested.Line = row.Line;
            row.Nested.Add(nested);
            ReadMembers(ref json, nested);
            if (nested.Problem is { } problem)
            {
                row.Fail(problem);
            }
        }
    }

    private string? ReadValue(ref Utf8JsonReader json, Row row, string name)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return TryText(ref json, row, name, out var text) ? text : null;
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(json.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartArray:
                return ReadList(ref json, row, name);
            default:
                row.Fail(new Problem("files.bad-json", name, "is an object where a value belongs"));
                json.Skip();
                return null;
        }
    }

    private string? ReadList(ref Utf8JsonReader json, Row row, string name)
    {
        var parts = new List<string>();
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (
                json.TokenType is JsonTokenType.String
                && TryText(ref json, row, name, out var text)
            )
            {
                parts.Add(text);
            }
            else
            {
                row.Fail(new Problem("files.bad-json", name, "is no list of texts"));
                json.Skip();
            }
        }

        return parts.Count == 0 ? null : string.Join(Cells.ListSeparator, parts);
    }

    private bool TryText(ref Utf8JsonReader json, Row row, string field, out string text)
    {
        text = string.Empty;
        if (json.ValueSpan.Length > _options.FieldLengthMax)
        {
            var length = TextStream.Utf8.GetCharCount(json.ValueSpan);
            if (length > _options.FieldLengthMax)
            {
                row.Fail(CsvRowReader.TooLongField(field, length, _options));
                return false;
            }
        }

        try
        {
            text = json.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half of a surrogate pair as an escape.
            row.Fail(CsvRowReader.BadText(field, TextStream.Utf8.GetString(json.ValueSpan)));
            return false;
        }

        if (!text.Contains(TextStream.BadText, StringComparison.Ordinal))
        {
            return true;
        }

        row.Fail(CsvRowReader.BadText(field, text));
        return false;
    }
}
