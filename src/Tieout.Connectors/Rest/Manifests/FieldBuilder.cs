using System.Text.RegularExpressions;
using NodaTime.Text;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads how columns are filled.</summary>
internal sealed class FieldBuilder(ManifestContext context)
{
    private static readonly string[] Origins = ["path", "value", "first", "between"];

    private static readonly TimeSpan PatternTimeMax = TimeSpan.FromSeconds(1);

    /// <summary>The fields of a section, held against the columns of a feed.</summary>
    /// <param name="layout">None where any name may stand.</param>
    public IReadOnlyList<RestField> Build(ManifestNode owner, Layout? layout)
    {
        var fields = new List<RestField>();
        foreach (var (name, node) in owner.Entries("fields"))
        {
            var column = layout?.Find(name);
            if (layout is not null && column is null)
            {
                node.Fail(
                    $"'{name}' is no column of {layout.Name}; known here: {ManifestContext.Named(layout.Columns.Select(x => x.Name))}."
                );
            }
            else
            {
                fields.Add(Build(node, column?.Name ?? name, column));
            }
        }

        foreach (var (name, node) in owner.Entries("fields").Where(x => !x.Value.IsScalar))
        {
            if (DayOf(node, fields, layout) is { } day)
            {
                var at = fields.FindIndex(x => Is(x.Column, name));
                fields[at] = fields[at] with { On = day };
            }
        }

        return fields;
    }

    public static Regex? Pattern(ManifestNode node, string key) =>
        node.Child(key)
            ?.Parse(text => new Regex(text, RegexOptions.CultureInvariant, PatternTimeMax));

    public static DateTimeZone? Zone(ManifestNode node, string key)
    {
        if (node.Text(key) is not { } name)
        {
            return null;
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null)
        {
            node.Child(key)!.Fail($"'{name}' is no time zone of the tz database.");
        }

        return zone;
    }

    public static IReadOnlyList<DataPath> Paths(ManifestNode node, string key) =>
        [.. node.Items(key).Select(x => x.Parse(DataPath.Parse)).OfType<DataPath>()];

    private RestField Build(ManifestNode node, string name, Column? column)
    {
        if (node.IsScalar)
        {
            var path = node.Parse(DataPath.Parse);
            return Plain(name, path is null ? [] : [path]);
        }

        var between = Paths(node, "between");
        CheckBetween(node, between, column);
        IReadOnlyList<DataPath> paths = node.Has("between") ? between : Paths(node, "path");
        if (Origins.Count(node.Has) != 1)
        {
            node.Fail("needs one of path, value, first and between.");
        }

        CheckFormat(node);
        CheckLookup(node);
        var form = node.Text("as") is { } word ? FormOf(word) : ValueForm.Plain;
        CheckForm(node, form, column);
        return Plain(name, paths) with
        {
            Value = node.Child("value")?.Parse(Template.Parse),
            Default = new CallBuilder(context).Template(node, "default"),
            IsRequired = node.Flag("required"),
            Map = MapOf(node),
            Otherwise = node.Text("otherwise"),
            KeepsUnmapped = node.Text("unmapped") is "keep",
            Form = form,
            Format = node.Text("format"),
            Zone = IsOfRecord(node) ? null : Zone(node, "zone"),
            ZoneText = IsOfRecord(node) ? node.Child("zone")!.Parse(Template.Parse) : null,
            Times = node.Number("times"),
            Decimals = node.Has("decimals") ? node.Count("decimals") : null,
            Extract = Pattern(node, "extract"),
            Lookup = node.Text("lookup"),
            Take = node.Child("take") is { } take ? Taken(take, name) : null,
            First = [.. node.Items("first").Select(x => OneOf(x, name, column))],
            PassesOver = node.Flag("passOver"),
            IsBetween = node.Has("between"),
            Less = node.Child("less") is { } less ? OneOf(less, name, column: null) : null,
        };
    }

    /// <summary>One of several ways to fill a column.</summary>
    private RestField OneOf(ManifestNode node, string name, Column? column)
    {
        CheckUndated(node, "be one of several");
        return Build(node, name, column);
    }

    /// <summary>What is taken of a record that was looked up, and may be looked up in turn.</summary>
    private RestField Taken(ManifestNode node, string name)
    {
        CheckUndated(node, "be taken of another record");
        return Build(node, name, column: null);
    }

    private void CheckUndated(ManifestNode node, string what)
    {
        if (
            !node.IsScalar
            && context.Lookups.GetValueOrDefault(node.Text("lookup") ?? "") is { IsDated: true }
        )
        {
            node.Fail($"its lookup is about some days only, which cannot {what}.");
        }
    }

    private static RestField Plain(string name, IReadOnlyList<DataPath> paths) =>
        new(
            name,
            paths,
            Value: null,
            Default: null,
            IsRequired: false,
            Map: null,
            Otherwise: null,
            KeepsUnmapped: false,
            ValueForm.Plain,
            Format: null,
            Zone: null,
            ZoneText: null,
            Times: null,
            Decimals: null,
            Extract: null,
            Lookup: null,
            Take: null
        );

    /// <summary>The column that a look-up goes by besides its key.</summary>
    private RestDay? DayOf(ManifestNode node, List<RestField> fields, Layout? layout)
    {
        var lookup = context.Lookups.GetValueOrDefault(node.Text("lookup") ?? string.Empty);
        if (node.Text("on") is not { } name)
        {
            if (lookup is { IsDated: true })
            {
                node.Fail($"needs on: records of {lookup.Name} are about some days only.");
            }

            return null;
        }

        if (lookup is not { IsDated: true })
        {
            node.Child("on")!.Fail("goes with a lookup that says from and to.");
        }

        var field = fields.Find(x => Is(x.Column, name) && x.Lookup is null);
        if (field is null || layout?.Find(name) is not { Form: ColumnForm.Date } column)
        {
            node.Child("on")!.Fail($"'{name}' is no column of a day that is filled here.");
            return null;
        }

        return new RestDay(field, column);
    }

    private static bool Is(string left, string right) =>
        left.Equals(right, StringComparison.Ordinal);

    private static bool IsOfRecord(ManifestNode node) =>
        node.Text("zone")?.Contains('{', StringComparison.Ordinal) is true;

    private ValueMap? MapOf(ManifestNode node)
    {
        if (node.Child("map") is not { } map)
        {
            return null;
        }

        if (!map.IsScalar)
        {
            return CallBuilder.Map(context, map);
        }

        if (context.Maps.GetValueOrDefault(map.Scalar) is { } named)
        {
            return named;
        }

        map.Fail(
            $"'{map.Scalar}' is not one of the maps ({ManifestContext.Named(context.Maps.Keys)})."
        );
        return null;
    }

    private void CheckLookup(ManifestNode node)
    {
        if (node.Text("lookup") is { } lookup && !context.Lookups.ContainsKey(lookup))
        {
            node.Child("lookup")!
                .Fail(
                    $"'{lookup}' is not one of the lookups ({ManifestContext.Named(context.Lookups.Keys)})."
                );
        }

        if (node.Has("lookup") != node.Has("take"))
        {
            node.Fail("lookup and take go together.");
        }
    }

    private static void CheckFormat(ManifestNode node)
    {
        if (node.Child("format") is { } format)
        {
            try
            {
                _ = LocalDatePattern.CreateWithInvariantCulture(format.Scalar);
            }
            catch (InvalidPatternException e)
            {
                format.Fail($"'{format.Scalar}' is no pattern of a date: {e.Message}");
            }
        }
    }

    /// <summary>It makes seconds, of two instants or times of a day.</summary>
    private static void CheckBetween(
        ManifestNode node,
        IReadOnlyList<DataPath> between,
        Column? column
    )
    {
        if (node.Has("less") && !node.Has("between"))
        {
            node.Child("less")!.Fail("goes with between: it is a pause of the time in between.");
        }

        if (!node.Has("between"))
        {
            return;
        }

        if (between.Count != 2)
        {
            node.Child("between")!.Fail("is where the time begins and where it ends, two paths.");
        }

        if (column is { Name: not "seconds" })
        {
            node.Child("between")!
                .Fail($"makes seconds; map it to the column seconds, not to {column.Name}.");
        }

        if (
            node.Child("as") is { } form
            && FormOf(form.Scalar)
                is not (
                    ValueForm.Instant
                    or ValueForm.UnixSeconds
                    or ValueForm.UnixMilliseconds
                    or ValueForm.Clock
                )
        )
        {
            form.Fail("is none of instant, unix-seconds, unix-milliseconds and clock.");
        }
    }

    private static void CheckForm(ManifestNode node, ValueForm form, Column? column)
    {
        if (column is null || form is ValueForm.Plain || node.Has("between"))
        {
            return;
        }

        ColumnForm[] fitting = form switch
        {
            ValueForm.Date => [ColumnForm.Date],
            ValueForm.Duration or ValueForm.Clock => [ColumnForm.Number],
            ValueForm.DecimalComma or ValueForm.DecimalPoint => [ColumnForm.Number],
            _ => [ColumnForm.Date, ColumnForm.Instant],
        };
        if (!fitting.Contains(column.Form))
        {
            node.Child("as")!.Fail($"'{node.Text("as")}' does not make a value of {column.Name}.");
        }

        if (form is ValueForm.Duration or ValueForm.Clock && column.Name is "hours" or "minutes")
        {
            node.Child("as")!.Fail("makes seconds; map it to the column seconds, which is exact.");
        }

        if (form is not ValueForm.Date && column.Form is ColumnForm.Date && !node.Has("zone"))
        {
            node.Fail("needs zone: an instant has a day only in a time zone.");
        }
    }

    public static ValueForm FormOf(string word) =>
        word switch
        {
            "date" => ValueForm.Date,
            "instant" => ValueForm.Instant,
            "unix-seconds" => ValueForm.UnixSeconds,
            "unix-milliseconds" => ValueForm.UnixMilliseconds,
            "duration" => ValueForm.Duration,
            "clock" => ValueForm.Clock,
            "decimal-comma" => ValueForm.DecimalComma,
            "decimal-point" => ValueForm.DecimalPoint,
            _ => ValueForm.Plain,
        };
}
