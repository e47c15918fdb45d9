using System.Globalization;
using System.Text;
using System.Text.Json;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Mapping;

/// <summary>What becomes what in a system that a manifest connects, as a page of Markdown.</summary>
public static class MappingPage
{
    /// <summary>Every field of the hub with where it comes from, then every field that is written.</summary>
    public static string Write(RestManifest manifest)
    {
        var text = new StringBuilder();
        Append(text, $"# {manifest.SystemName}: what becomes what\n");
        foreach (var resource in manifest.Dialect.Resources)
        {
            WriteRead(text, resource);
        }

        if (manifest.Dialect.Projects is { } setup)
        {
            if (setup.Customers is { } clients)
            {
                WriteWritten(text, "customers of projects", clients);
            }

            WriteWritten(text, "projects", setup.Projects);
        }

        if (manifest.Dialect.Writes is { } writes)
        {
            if (writes.Customers is { } customers)
            {
                WriteWritten(text, "customers", customers);
            }

            WriteWritten(text, "documents", writes.Documents);
            if (writes.CreditMemos is { } memos)
            {
                WriteWritten(text, "credit memos", memos);
            }
        }

        return text.ToString();
    }

    private static void WriteRead(StringBuilder text, RestResource resource)
    {
        Append(text, $"\n## {resource.Name}\n\n");
        var deleted = resource.IsOfDeleted ? ", of what is deleted" : string.Empty;
        var when = resource.When is { } setting ? $", with `{setting}`" : string.Empty;
        Append(
            text,
            $"Read: {Call(resource.Call)}, {Code(resource.Records.Text)}; becomes [{resource.Format.Name}](../files.md){deleted}{when}.\n"
        );
        WriteMeant(text, resource);
        WriteFields(text, resource.Fields);
        foreach (var rows in resource.Rows)
        {
            WriteRows(text, rows);
        }
    }

    /// <summary>Which records count, and what becomes of those that are missing.</summary>
    private static void WriteMeant(StringBuilder text, RestResource resource)
    {
        if (resource.Each is { } each)
        {
            Append(
                text,
                $"Once for each of {Call(each.List.Call)}, {Code(each.List.Records.Text)}.\n"
            );
        }

        if (resource.Where.Count > 0)
        {
            var conditions = string.Join(" and ", resource.Where.Select(Condition));
            Append(text, $"Only records whose {conditions}.\n");
        }

        if (resource.Deletions is { } deletions)
        {
            var how = deletions.IsAll ? "It is read for its ids only. What" : "What";
            Append(
                text,
                $"{how} is missing the next time is deleted once {Call(deletions.Confirm)} does not find it.\n"
            );
        }
    }

    private static string Condition(RestCondition condition)
    {
        var words = new List<string>();
        if (condition.Exists is { } exists)
        {
            words.Add(exists ? "is there" : "is not there");
        }

        if (condition.AnyOf.Count > 0)
        {
            words.Add($"is {string.Join(" or ", condition.AnyOf.Select(Code))}");
        }

        if (condition.NoneOf.Count > 0)
        {
            words.Add($"is not {string.Join(" or ", condition.NoneOf.Select(Code))}");
        }

        return $"{Code(condition.Path.Text)} {string.Join(" and ", words)}";
    }

    private static void WriteRows(StringBuilder text, RestRows rows)
    {
        var from = rows.Key is { } key
            ? $"those of `{rows.Lookup}` whose key is {Code(key.Text)}"
            : Code(rows.Records!.Text);
        Append(text, $"\nRows `{rows.Name}` of each, from {from}:\n");
        WriteFields(text, rows.Fields);
        foreach (var below in rows.Below)
        {
            WriteRows(text, below);
        }
    }

    private static void WriteFields(StringBuilder text, IReadOnlyList<RestField> fields)
    {
        text.Append("\n| becomes | from | how |\n|---|---|---|\n");
        foreach (var field in fields)
        {
            WriteField(text, Code(field.Column), field);
        }
    }

    private static void WriteField(StringBuilder text, string becomes, RestField field)
    {
        if (field.First.Count == 0)
        {
            Append(text, $"| {becomes} | {From(field)} | {How(field)} |\n");
            return;
        }

        foreach (var (way, i) in field.First.Select((x, i) => (x, i)))
        {
            WriteField(text, i == 0 ? becomes : $"{becomes}, else", way);
        }

        if (How(field) is { Length: > 0 } how)
        {
            Append(text, $"| {becomes}, else | - | {how} |\n");
        }
    }

    private static void WriteWritten(StringBuilder text, string name, RestTarget target)
    {
        Append(text, $"\n## {name}, written\n");
        var calls = new[]
        {
            ("Made", target.Create),
            ("Brought up to date", target.Update),
            ("Posted", target.Post),
        }.Concat(target.After.Select(x => ("After it", (RestCall?)x.Call)));
        foreach (var (what, call) in calls)
        {
            if (call is not null)
            {
                Append(text, $"\n{what}: {Call(call)}.\n");
                WriteBody(text, call);
            }
        }

        Append(text, $"\nFound by {Call(target.Find.Call)} and read back:\n");
        WriteFields(text, target.Fields);
    }

    private static void WriteBody(StringBuilder text, RestCall call)
    {
        if (call.Body is { } body)
        {
            text.Append("\n| there | from |\n|---|---|\n");
            foreach (var (path, value) in Leaves(string.Empty, body))
            {
                Append(text, $"| {Code(path)} | {Code(value)} |\n");
            }
        }
    }

    private static IEnumerable<(string Path, string Value)> Leaves(string path, YamlNode node) =>
        node switch
        {
            YamlMappingNode map => map.Children.SelectMany(x =>
                Leaves(Below(path, ((YamlScalarNode)x.Key).Value!), x.Value)
            ),
            YamlSequenceNode list => list.Children.SelectMany(x => Leaves($"{path}[*]", x)),
            YamlScalarNode scalar => [(path, scalar.Value ?? string.Empty)],
            _ => [],
        };

    private static string Below(string path, string name) =>
        path.Length == 0 ? name : $"{path}.{name}";

    private static string Call(RestCall call) => Code($"{call.Method} {call.Path.Text}");

    private static string From(RestField field)
    {
        var source =
            field.Value is { } value ? Code(value.Text)
            : field.IsBetween
                ? $"from {Code(field.Paths[0].Text)} to {Code(field.Paths[1].Text)}"
                    + (field.Less is { } less ? $", less {From(less)}" : string.Empty)
            : field.Paths.Count == 0 ? "-"
            : string.Join(" or ", field.Paths.Select(x => Code(x.Text)));
        return field is { Lookup: { } lookup, Take: { } take }
            ? $"{source}, and of its {lookup} {From(take)}"
            : source;
    }

    private static string How(RestField field)
    {
        var steps = new List<string>();
        if (field.Extract is { } pattern)
        {
            steps.Add($"the part that is {Code(pattern.ToString())}");
        }

        if (field.Form is not ValueForm.Plain)
        {
            var format = field.Format is { } text ? $" {Code(text)}" : string.Empty;
            var zone = (field.Zone?.Id ?? field.ZoneText?.Text) is { } name
                ? $" in {Code(name)}"
                : string.Empty;
            steps.Add(
                JsonNamingPolicy.KebabCaseLower.ConvertName(field.Form.ToString()) + format + zone
            );
        }

        if (field.Times is { } times)
        {
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"times {times}"));
        }

        if (field.Decimals is { } decimals)
        {
            steps.Add(
                string.Create(CultureInfo.InvariantCulture, $"rounded to {decimals} decimals")
            );
        }

        if (field.Map is { } map)
        {
            steps.Add(Codes(map, field));
        }

        if (field.Default is { } standard)
        {
            steps.Add($"{Code(standard.Text)} when empty");
        }

        if (field.PassesOver)
        {
            steps.Add("passed over when empty");
        }

        return string.Join("; ", steps);
    }

    private static string Codes(ValueMap map, RestField field)
    {
        var known = string.Join(
            ", ",
            map.Values.Select(x => $"{Code(x.Key)} is {Code(x.Value.Text)}")
        );
        var other =
            field.Otherwise is { } otherwise ? $"anything else is {Code(otherwise)}"
            : field.KeepsUnmapped ? "anything else as it is"
            : "anything else is refused";
        return $"{known}, {other}";
    }

    /// <summary>In a table a bar would end the cell.</summary>
    private static string Code(string text) =>
        text.Length == 0 ? "the answer" : $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static void Append(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture));
}
