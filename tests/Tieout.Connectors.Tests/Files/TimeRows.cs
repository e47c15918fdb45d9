using System.Globalization;
using Tieout.Connect;

namespace Tieout.Connectors.Tests.Files;

/// <summary>Rows of the feed of time entries, and how a rejected one is told.</summary>
internal static class TimeRows
{
    public static string Json(string id, string note = "n") =>
        $$"""{"id":"{{id}}","version":1,"project":"P-1","resource":"R-7","work_date":"2026-10-14","hours":7.5,"status":"approved","note":"{{note}}"}"""
        + "\n";

    public static void Told(RejectedRecord rejected, string file, int line, string? field)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{file} line {line}");
        var start = field is null ? $"{at}:" : $"{at}, {field}:";
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"),
            rejected.Origin.Place
        );
        Assert.Equal(field, rejected.Field);
        Assert.StartsWith(start, rejected.Message, StringComparison.Ordinal);
    }
}
