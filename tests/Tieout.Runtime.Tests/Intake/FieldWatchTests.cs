using Tieout.Connect;
using Tieout.Runtime.Intake;

namespace Tieout.Runtime.Tests.Intake;

/// <summary>What is noticed of a system that tells its records otherwise than it used to.</summary>
public sealed class FieldWatchTests
{
    private readonly FieldWatch _watch = new();
    private readonly List<PageTaken> _log = [];

    [Fact]
    public void A_field_that_each_record_had_and_none_has_any_more_is_told_once()
    {
        Assert.Null(Take(60, "id", "hours"));
        Assert.Null(Take(1, "id", "hours"));

        Assert.Null(Take(4, "id"));
        var drift = Take(1, "id");

        Assert.Equal(65, drift!.Records);
        Assert.Equal(["hours"], drift.Lost);
        Assert.Empty(drift.Other);
        Assert.Null(Take(9, "id"));
        Assert.Null(Take(9, "id", "hours"));
    }

    [Fact]
    public void A_few_that_have_it_not_are_no_loss_and_the_watch_goes_on()
    {
        Take(60, "id", "hours");

        Assert.Null(Take(4, "id"));
        Assert.Null(Take(1, "id", "hours"));
        Assert.Null(Take(4, "id"));

        Assert.Equal(["hours"], Take(1, "id")!.Lost);
    }

    [Fact]
    public void Nothing_is_told_of_the_first_records()
    {
        Take(44, "id", "hours");

        Assert.Null(Take(5, "id"));

        Assert.Null(Take(40, "id"));
    }

    [Fact]
    public void A_field_that_some_records_have_not_is_simply_optional()
    {
        Take(60, [("id", 60), ("note", 59)]);

        Assert.Null(Take(5, "id"));
        Assert.Null(Take(5, [("id", 5), ("note", 5)]));
        Assert.Null(Take(60, [("id", 60), ("note", 59)]));
    }

    [Fact]
    public void One_that_a_part_of_a_page_still_has_is_optional_from_then_on()
    {
        Take(60, "id", "hours");

        Assert.Null(Take(2, [("id", 2), ("hours", 1)]));
        Assert.Null(Take(9, "id"));
    }

    [Fact]
    public void What_is_new_or_never_read_is_told_apart()
    {
        Take(60, "id", "hours", "colour");

        var drift = Take(5, "id", "hours", "shade");

        Assert.Empty(drift!.Lost);
        Assert.Equal(["colour", "shade"], drift.Other);
        Assert.Null(Take(9, "id", "hours"));
    }

    [Fact]
    public void What_stands_in_an_object_is_missed_only_where_the_object_is()
    {
        var shape = Shape(60, [("id", 60), ("user", 60), ("user/name", 40)]);
        Take(shape with { Objects = With(shape.Objects, "user", 40) }, 60);

        // Nobody is named in these.
        Assert.Null(Take(9, "id", "user"));

        var nameless = Shape(9, [("id", 9), ("user", 9)]);
        Assert.Null(Take(nameless with { Objects = With(nameless.Objects, "user", 4) }, 9));
        var drift = Take(nameless with { Objects = With(nameless.Objects, "user", 1) }, 9);
        Assert.Equal(["user/name"], drift!.Lost);
    }

    [Fact]
    public void A_field_that_always_had_a_value_and_is_null_now_is_told_once()
    {
        Assert.Null(Take(Valued(60), 60));

        Assert.Null(Take(Valued(19, hasValue: false), 19));
        var drift = Take(Valued(1, hasValue: false), 1);

        Assert.Equal(["value of hours"], drift!.Lost);
        Assert.Empty(drift.Other);
        Assert.Null(Take(Valued(40, hasValue: false), 40));
    }

    [Fact]
    public void A_field_that_was_null_before_may_be_null()
    {
        var some = Valued(60) with { Fields = With(Valued(60).Fields, "hours/*/*", 59) };
        Take(some, 60);

        Assert.Null(Take(Valued(40, hasValue: false), 40));
    }

    /// <summary>What is gone altogether is told as that, and not as empty too.</summary>
    [Fact]
    public void A_field_that_is_gone_is_told_without_its_value()
    {
        Take(Valued(60), 60);

        Assert.Equal(["hours"], Take(30, "id")!.Lost);
    }

    [Fact]
    public void A_watch_that_reads_the_log_again_knows_the_same()
    {
        Take(60, "id", "hours", "colour");
        Take(5, "id", "colour", "shade");
        var again = new FieldWatch();
        foreach (var page in _log)
        {
            again.Apply(page);
        }

        var (changes, drift) = again.Look(Shape(5, [("id", 5)]));

        Assert.Equal(["colour"], changes!.Optional);
        Assert.Empty(changes.New);
        Assert.Equal(["colour"], drift!.Other);
        Assert.Equal(65, drift.Records);
    }

    [Fact]
    public void Nothing_is_stored_for_pages_that_show_nothing_new()
    {
        Take(60, "id", "hours");
        Take(1, "id", "hours");

        Assert.Equal(
            [
                ["hours", "id"],
                [],
            ],
            _log.Select(x => x.Fields?.New ?? [])
        );
        Assert.Null(_log[1].Fields);
        Assert.Equal((null, null), _watch.Look(shape: null));
    }

    private FieldDrift? Take(int records, params string[] fields) =>
        Take(records, [.. fields.Select(x => (x, records))]);

    private FieldDrift? Take(int records, IReadOnlyList<(string, int)> fields) =>
        Take(Shape(records, fields), records);

    private FieldDrift? Take(PayloadShape shape, int records)
    {
        var (changes, drift) = _watch.Look(shape);
        var page = new PageTaken(Cursor.Start, records, [], Fields: changes);
        _watch.Apply(page);
        _log.Add(page);
        return drift;
    }

    private static PayloadShape Valued(int records, bool hasValue = true)
    {
        var shape = Shape(records, [("id", records), ("hours", records)]);
        return shape with
        {
            Objects = With(shape.Objects, "hours/*", records),
            Fields = hasValue ? With(shape.Fields, "hours/*/*", records) : shape.Fields,
        };
    }

    private static PayloadShape Shape(int records, IReadOnlyList<(string Name, int In)> fields) =>
        new(
            new Dictionary<string, int>(StringComparer.Ordinal) { [string.Empty] = records },
            fields.ToDictionary(x => x.Name, x => x.In, StringComparer.Ordinal),
            new HashSet<string>(["id", "hours", "user"], StringComparer.Ordinal)
        );

    private static Dictionary<string, int> With(
        IReadOnlyDictionary<string, int> objects,
        string path,
        int count
    ) => new(objects, StringComparer.Ordinal) { [path] = count };
}
