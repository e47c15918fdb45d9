using NodaTime.Text;
using Tieout.Domain.Canonical;

namespace Tieout.Sandbox.Firm;

/// <summary>A consulting firm and its quarter, as believable as its dirt.</summary>
/// <remarks>
/// Three legal entities, their customers, people, contracts, prices and time, told in three waves
/// as source systems would export them. Everything follows from the options; time entries are
/// streamed, so that a million need no memory. Draws are SplitMix64 and thus the same everywhere.
/// </remarks>
public sealed class SeededFirm
{
    private readonly FirmCalendar _calendar;
    private readonly FirmCustomers _customers;
    private readonly FirmPeople _people;
    private readonly FirmContracts _contracts;
    private readonly FirmRates _rates;
    private readonly FirmTime _time;

    /// <summary>Decides the firm; writes nothing yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer or more entries than allowed.</exception>
    public SeededFirm(FirmOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(
            options.Entries,
            FirmOptions.EntriesMin,
            nameof(options)
        );
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.Entries,
            FirmOptions.EntriesMax,
            nameof(options)
        );
        var chance = new Chance(0).At(options.Seed);
        _calendar = new FirmCalendar(options.FirstDay, options.Entries);
        var count = FirmEngagements.CountOf(options);
        var customers = Math.Max(10, count / 2);
        var engagements = new FirmEngagements(count, customers);
        _customers = new FirmCustomers(chance.For(DrawOf.Customer), customers);
        _people = new FirmPeople(chance.For(DrawOf.Person), options.Entries, _calendar.WorkingDays);
        _contracts = new FirmContracts(
            chance.For(DrawOf.Terms),
            engagements,
            _calendar,
            options.System
        );
        _rates = new FirmRates(chance.For(DrawOf.Price), engagements, _calendar, customers);
        _time = new FirmTime(
            chance.For(DrawOf.Project),
            _calendar,
            _people,
            engagements,
            options.System
        );
        Waves = [.. Enumerable.Range(1, FirmCalendar.Months).Select(WaveOf)];
        Customers = customers;
        People = _people.Count;
        Engagements = engagements.All.Count;
        Projects = engagements.All.Sum(x => x.Projects.Count);
    }

    /// <summary>One for each month, in the order of telling.</summary>
    public IReadOnlyList<FirmWave> Waves { get; }

    /// <summary>Customers, the firm's own internal one left out.</summary>
    public int Customers { get; }

    public int People { get; }

    /// <summary>Engagements, the internal one included.</summary>
    public int Engagements { get; }

    /// <summary>Projects that are set up sooner or later.</summary>
    public int Projects { get; }

    /// <summary>Counts what was told up to a wave, entry by entry. O(entries).</summary>
    /// <param name="wave">1 to 3.</param>
    public FirmTally TallyThrough(int wave)
    {
        var count = new FirmCount(wave);
        for (var month = 0; month < wave; month++)
        {
            foreach (var entry in _time.PlansOf(month))
            {
                count.Add(entry);
            }
        }
        return count.Total();
    }

    private FirmWave WaveOf(int number)
    {
        var month = number - 1;
        var start = _calendar.StartOf(month);
        return new FirmWave(
            number,
            LocalDatePattern.CreateWithInvariantCulture("uuuu-MM").Format(start),
            _calendar.EndOf(month),
            FactsOf(number)
        );
    }

    private IEnumerable<CanonicalFact> FactsOf(int wave)
    {
        IEnumerable<CanonicalFact> master =
        [
            .. wave == 1 ? FirmEntities.Facts() : [],
            .. _customers.FactsOf(wave),
            .. wave == 1 ? _people.Facts() : [],
            .. _rates.FactsOf(wave),
            .. _contracts.FactsOf(wave),
        ];
        return master.Concat(_time.FactsOf(wave));
    }
}
