using System.Text.Encodings.Web;
using System.Text.Json;
using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files.Writing;

/// <summary>Writes JSON Lines: numbers, flags and lists as JSON has them, empty columns left out.</summary>
internal sealed class JsonRowFile : RowFile
{
    private readonly FileStream _stream;
    private readonly Utf8JsonWriter _json;

    public JsonRowFile(string path, Layout layout)
        : base(path, layout)
    {
        _stream = new FileStream(
            PartPath,
            FileMode.Create,
            FileAccess.Write,
            FileShare.Read,
            65_536
        );
        _json = new Utf8JsonWriter(
            _stream,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
    }

    public override void Write(Cells row)
    {
        Write(row, null);
        _json.Flush();
        _stream.WriteByte((byte)'\n');
        _json.Reset(_stream);
    }

    protected override void Close()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    private void Write(Cells row, Layout? parent)
    {
        _json.WriteStartObject();
        foreach (var column in row.Layout.Columns)
        {
            // What a nested row belongs to is said by its place.
            if (
                row[column] is { } text
                && !(parent is not null && column.Name is ("contract" or "sequence"))
            )
            {
                WriteField(column, text);
            }
        }

        foreach (var (field, rows) in row.Nested)
        {
            _json.WriteStartArray(field);
            foreach (var nested in rows)
            {
                Write(nested, row.Layout);
            }

            _json.WriteEndArray();
        }

        _json.WriteEndObject();
    }

    private void WriteField(Column column, string text)
    {
        _json.WritePropertyName(column.Name);
        switch (column.Form)
        {
            case ColumnForm.Number or ColumnForm.Integer:
                _json.WriteRawValue(text);
                break;
            case ColumnForm.Flag:
                _json.WriteBooleanValue(string.Equals(text, "true", StringComparison.Ordinal));
                break;
            case ColumnForm.Codes or ColumnForm.Words:
                _json.WriteStartArray();
                foreach (
                    var part in text.Split(
                        Cells.ListSeparator,
                        StringSplitOptions.RemoveEmptyEntries
                    )
                )
                {
                    _json.WriteStringValue(part);
                }

                _json.WriteEndArray();
                break;
            default:
                _json.WriteStringValue(text);
                break;
        }
    }
}
