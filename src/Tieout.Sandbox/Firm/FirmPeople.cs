using System.Globalization;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>The people of the firm, by number.</summary>
internal sealed class FirmPeople
{
    // Of 16 people: five consultants, three seniors and so on; a partner is rare.
    private const string Mix = "0001112233450617";

    private const int EntriesADay = 4;

    private readonly Chance _chance;
    private readonly ResourceCode[] _codes;

    public FirmPeople(Chance chance, int entries, int workingDays)
    {
        _chance = chance;
        Count = Math.Max(
            45,
            (entries + (workingDays * EntriesADay) - 1) / (workingDays * EntriesADay)
        );
        _codes =
        [
            .. Enumerable
                .Range(1, Count)
                .Select(x =>
                    ResourceCode.Parse(string.Create(CultureInfo.InvariantCulture, $"R-{x:D4}"))
                ),
        ];
    }

    public int Count { get; }

    public ResourceCode CodeOf(int person) => _codes[person];

    public IEnumerable<Resource> Facts() => Enumerable.Range(0, Count).Select(Fact);

    private Resource Fact(int person)
    {
        var name = _chance.For(DrawOf.Name).At(person);
        return new Resource(
            CodeOf(person),
            Version: 1,
            $"{name.At(0).Pick(FirmNames.FirstNames)} {name.At(1).Pick(FirmNames.LastNames)}",
            FirmEntities.All[person % FirmEntities.All.Count].Entity.Code,
            FirmRoles.Priced[Mix[person % Mix.Length] - '0'].Role
        );
    }
}
