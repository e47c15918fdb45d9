using CsvHelper;
using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files.Writing;

/// <summary>Writes CSV with the layout's columns in their documented order.</summary>
internal sealed class CsvRowFile : RowFile
{
    private readonly CsvWriter _csv;

    public CsvRowFile(string path, Layout layout)
        : base(path, layout)
    {
        _csv = CsvWriter.ToFile(PartPath, CsvWriterOptions.Default);
        foreach (var column in layout.Columns)
        {
            _csv.WriteField(column.Name);
        }

        _csv.EndRecord();
    }

    public override void Write(Cells row)
    {
        foreach (var column in Layout.Columns)
        {
            var text = row[column];
            _csv.WriteField(
                column.Form is ColumnForm.Codes or ColumnForm.Words
                    ? text?.Replace(Cells.ListSeparator, ';')
                    : text
            );
        }

        _csv.EndRecord();
    }

    protected override void Close() => _csv.Dispose();
}
