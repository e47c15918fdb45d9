using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.TimeValidation;

/// <summary>What stands in the way of a line of the ledger, and what takes it away.</summary>
public sealed class DimensionExamples
{
    private static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");
    private static readonly DimensionSetting Cloud = DimensionSetting.Parse("practice=CLOUD");
    private static readonly DimensionSetting Emea = DimensionSetting.Parse("region=EMEA");
    private static readonly LocalDate Day = Facts.Time(1).WorkDate;

    private readonly MemoryHub _hub = new(Facts.Engagement);

    public DimensionExamples() => Facts.Master.ToList().ForEach(_hub.Take);

    [Fact]
    public void A_firm_that_asks_for_no_dimension_and_knows_no_values_is_not_checked()
    {
        _hub.Take(ProjectWith(3, Cloud));
        _hub.Take(Facts.Time(1));

        Assert.Empty(Reasons);
    }

    [Fact]
    public void A_company_asks_for_a_value_of_each_dimension_that_it_names()
    {
        _hub.Take(Company(2, "practice", "region"));
        _hub.Take(Facts.Time(1));
        Assert.Equal([ReasonCode.DimensionInvalid], Reasons);

        _hub.Take(ProjectWith(3, Cloud));
        Assert.Equal([ReasonCode.DimensionInvalid], Reasons);

        // The contract has what the project leaves out.
        _hub.Take(new Contract(Facts.Engagement, 2, Facts.Terms() with { Dimensions = [Emea] }));
        Assert.Empty(Reasons);
    }

    [Fact]
    public void A_value_must_be_known_to_the_company_once_any_value_of_its_dimension_is()
    {
        _hub.Take(ProjectWith(3, Cloud));
        _hub.Take(Facts.Time(1));
        _hub.Take(new DimensionValue(DimensionSetting.Parse("practice=DATA"), 1));
        Assert.Equal([ReasonCode.DimensionInvalid], Reasons);

        _hub.Take(new DimensionValue(Cloud, 1, LegalEntityCode.Parse("DE")));
        Assert.Equal([ReasonCode.DimensionInvalid], Reasons);

        _hub.Take(new DimensionValue(Cloud, 1, Uk));
        Assert.Empty(Reasons);
    }

    [Fact]
    public void A_blocked_value_waits_until_it_is_released()
    {
        _hub.Take(ProjectWith(3, Cloud));
        _hub.Take(new DimensionValue(Cloud, 1, IsBlocked: true));
        _hub.Take(Facts.Time(1));
        Assert.Equal([ReasonCode.DimensionInvalid], Reasons);

        _hub.Take(new DimensionValue(Cloud, 2));
        Assert.Empty(Reasons);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 2, false)]
    [InlineData(-2, -1, false)]
    public void A_value_is_valid_on_service_dates_from_its_first_to_its_last_day(
        int from,
        int to,
        bool isReady
    )
    {
        _hub.Take(ProjectWith(3, Cloud));
        _hub.Take(new DimensionValue(Cloud, 1, null, Day.PlusDays(from), Day.PlusDays(to)));
        _hub.Take(Facts.Time(1));

        Assert.Equal(isReady ? [] : [ReasonCode.DimensionInvalid], Reasons);
    }

    [Fact]
    public void Values_that_do_not_go_together_are_named()
    {
        _hub.Take(ProjectWith(3, Cloud, Emea));
        _hub.Take(new DimensionValue(Emea, 1));
        _hub.Take(new DimensionValue(Cloud, 1, NotWith: [Emea]));
        _hub.Take(Facts.Time(1));

        Assert.Equal([ReasonCode.DimensionInvalid], Reasons);
        Assert.Equal(
            ["practice=CLOUD does not go together with region=EMEA"],
            Dimensions.Faults([Cloud, Emea], Uk, Day, _hub.Reference)
        );
    }

    [Theory]
    [InlineData("practice=CLOUD", true)]
    [InlineData("practice", false)]
    [InlineData("=CLOUD", false)]
    [InlineData("practice=", false)]
    [InlineData("practice=a=b", false)]
    [InlineData("practice=a;b", false)]
    public void A_setting_is_a_dimension_and_a_value(string text, bool isValid)
    {
        Assert.Equal(isValid, DimensionSetting.IsValid(text));
        if (isValid)
        {
            var setting = DimensionSetting.Parse(text);
            Assert.Equal(("practice", "CLOUD"), (setting.Dimension.Value, setting.Code));
        }
        else
        {
            Assert.Throws<FormatException>(() => DimensionSetting.Parse(text));
        }
    }

    private IReadOnlyList<ReasonCode> Reasons =>
        Assert.Single(Assert.Single(_hub.State.Work).Value.Slices).Reasons;

    private static LegalEntity Company(long version, params string[] dimensions) =>
        new(
            Uk,
            version,
            "Example Ltd",
            "GB",
            Facts.Gbp,
            RequiredDimensions: [.. dimensions.Select(DimensionCode.Parse)]
        );

    private static Project ProjectWith(long version, params DimensionSetting[] settings) =>
        new(Facts.Delivery, version, Facts.Engagement, "Delivery", Dimensions: [.. settings]);
}
