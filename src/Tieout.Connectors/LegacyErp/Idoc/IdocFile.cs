using System.Globalization;
using System.Text;
using Tieout.Connectors.LegacyErp.Batches;

namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>An IDoc as the records of a flat file: a control record, and a data record for each segment.</summary>
/// <remarks>
/// A file port knows no totals. By the interface agreement REFGRP counts the data records, and
/// SERIAL has the sum of the debits; ARCKEY is the key that the status records repeat.
/// </remarks>
internal sealed record IdocFile(
    string BasicType,
    string MessageType,
    string Key,
    decimal Debits,
    IReadOnlyList<IdocSegment> Segments
)
{
    private const string Segment = "SDATA";

    /// <summary>The text of the file, each record ended by a line feed.</summary>
    public string Write(LegacyErpOptions options, BatchId id)
    {
        var text = new StringBuilder();
        text.Append(Control(options, id)).Append('\n');
        var parents = new int[10];
        for (var i = 0; i < Segments.Count; i++)
        {
            var segment = Segments[i];
            parents[segment.Level] = i + 1;
            text.Append(
                    IdocLayouts.Data.Write(
                        ("SEGNAM", segment.Name),
                        ("MANDT", options.Client),
                        ("DOCNUM", id.Value),
                        ("SEGNUM", Digits(i + 1, 6)),
                        ("PSGNUM", Digits(parents[segment.Level - 1], 6)),
                        ("HLEVEL", Digits(segment.Level, 2)),
                        (Segment, segment.Data)
                    )
                )
                .Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads the only IDoc of a file; none when it is not one.</summary>
    public static IdocFile? Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (
            lines is not [var control, .. var data]
            || !control.StartsWith(IdocLayouts.Control.Name, StringComparison.Ordinal)
        )
        {
            return null;
        }

        string Of(string field) => IdocLayouts.Control.Read(control, field);
        return new IdocFile(
            Of("IDOCTYP"),
            Of("MESTYP"),
            Of("ARCKEY"),
            decimal.TryParse(Of("SERIAL"), CultureInfo.InvariantCulture, out var debits)
                ? debits
                : 0m,
            [
                .. data.Select(x => new IdocSegment(
                    IdocLayouts.Data.Read(x, "SEGNAM"),
                    int.TryParse(
                        IdocLayouts.Data.Read(x, "HLEVEL"),
                        CultureInfo.InvariantCulture,
                        out var level
                    )
                        ? level
                        : 0,
                    // Not trimmed: the segment's own fields stand by their position.
                    x.Length > 63
                        ? x[63..]
                        : string.Empty
                )),
            ]
        );
    }

    private string Control(LegacyErpOptions options, BatchId id)
    {
        var at = id.At.InUtc();
        return IdocLayouts.Control.Write(
            ("TABNAM", IdocLayouts.Control.Name),
            ("MANDT", options.Client),
            ("DOCNUM", id.Value),
            ("DIRECT", "2"),
            ("IDOCTYP", BasicType),
            ("MESTYP", MessageType),
            ("SNDPOR", options.Source),
            ("SNDPRT", "LS"),
            ("SNDPRN", options.Source),
            ("RCVPOR", options.Receiver),
            ("RCVPRT", "LS"),
            ("RCVPRN", options.Receiver),
            ("CREDAT", at.ToString("uuuuMMdd", CultureInfo.InvariantCulture)),
            ("CRETIM", at.ToString("HHmmss", CultureInfo.InvariantCulture)),
            ("REFGRP", Digits(Segments.Count, 14)),
            ("ARCKEY", Key),
            ("SERIAL", IdocAmounts.Text(Debits))
        );
    }

    private static string Digits(int value, int length) =>
        value.ToString(
            "D" + length.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
}
