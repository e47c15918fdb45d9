using System.Globalization;
using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Files;

/// <summary>Valid time entries, with the texts that files get wrong.</summary>
internal static class EntryGen
{
    private static readonly Gen<string> Piece = OneOf(
        "a",
        "Z",
        "7",
        " ",
        ",",
        ";",
        "\"",
        "\"\"",
        "'",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "=",
        "\\",
        "{",
        "}",
        "é",
        "✓",
        "日",
        "🙂",
        "|"
    );

    private static readonly Gen<string> Note = Piece.Array[1, 12].Select(string.Concat);

    private static readonly Gen<string> Code = OneOf(
        "P-1",
        "A,B",
        "say \"x\"",
        "Ünï",
        "with space",
        "0007",
        "日本",
        "a;b",
        "C:\\x"
    );

    private static readonly Gen<string> PlainCode = OneOf("P-1", "P-2", "Ünï", "0007");

    public static Gen<TimeEntry[]> Entries { get; } = Of(Code, Note).Array[0, 12];

    /// <summary>Without anything that CSV would quote; their ids are their places.</summary>
    public static Gen<TimeEntry[]> PlainEntries { get; } =
        Of(PlainCode, PlainCode)
            .Array[1, 12]
            .Select(entries =>
                entries
                    .Select(
                        (x, i) =>
                            x with
                            {
                                Id = WorkId.Parse(
                                    "time/chronos/" + i.ToString(CultureInfo.InvariantCulture)
                                ),
                            }
                    )
                    .ToArray()
            );

    private static Gen<TimeEntry> Of(Gen<string> code, Gen<string> note) =>
        Gen.Select(
            Gen.Select(code, code, code),
            Gen.Select(note.Null(), code.Null(), code.Null()),
            Gen.Select(
                Gen.Int[0, 700],
                Gen.Int[1, 86_400],
                Gen.Int[0, 1000],
                Gen.Long[0, long.MaxValue]
            ),
            Gen.Select(Gen.Enum<ApprovalStatus>(), Gen.Bool, Gen.Bool),
            (codes, texts, numbers, flags) =>
                new TimeEntry(
                    WorkId.Parse("time/chronos/" + codes.Item1),
                    numbers.Item4,
                    ProjectCode.Parse(codes.Item2),
                    ResourceCode.Parse(codes.Item3),
                    new LocalDate(2026, 1, 1).PlusDays(numbers.Item1),
                    new Effort(numbers.Item2),
                    flags.Item1,
                    flags.Item2,
                    texts.Item2 is { } task ? TaskCode.Parse(task) : null,
                    texts.Item3,
                    Multiplier: numbers.Item3 / 100m,
                    Note: texts.Item1,
                    IsDeleted: flags.Item3
                )
        );

    private static Gen<string> OneOf(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
