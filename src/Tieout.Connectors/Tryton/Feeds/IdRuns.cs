using System.Globalization;
using System.Text;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>A set of ids as text: <c>17+3,40</c> is 17, 18, 19, 20 and 40.</summary>
internal static class IdRuns
{
    /// <summary>Leaves out the smallest ids where the text would get too long.</summary>
    public static string Format(IEnumerable<int> ids, int lengthMax)
    {
        var runs = RunsOf(ids);
        runs.Reverse();
        var kept = new List<string>();
        var length = 0;
        foreach (var (first, more) in runs)
        {
            var text =
                more == 0
                    ? first.ToString(CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"{first}+{more}");
            length += text.Length + 1;
            if (length > lengthMax)
            {
                break;
            }

            kept.Add(text);
        }

        kept.Reverse();
        return new StringBuilder().AppendJoin(',', kept).ToString();
    }

    public static IEnumerable<int> Parse(string text)
    {
        foreach (var run in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = run.Split('+');
            var first = int.Parse(parts[0], CultureInfo.InvariantCulture);
            var more = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
            for (var i = 0; i <= more; i++)
            {
                yield return first + i;
            }
        }
    }

    private static List<(int First, int More)> RunsOf(IEnumerable<int> ids)
    {
        var runs = new List<(int First, int More)>();
        foreach (var id in ids.Order())
        {
            if (runs.Count > 0 && runs[^1].First + runs[^1].More + 1 == id)
            {
                runs[^1] = (runs[^1].First, runs[^1].More + 1);
            }
            else
            {
                runs.Add((id, 0));
            }
        }

        return runs;
    }
}
