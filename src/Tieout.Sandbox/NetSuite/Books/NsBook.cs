using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.NetSuite.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>The account's records, as one call sees and changes them.</summary>
/// <param name="late">How long ago what is written was begun: see the fault <c>commit-late</c>.</param>
internal sealed class NsBook(
    ObjectStore store,
    SandboxClock clock,
    NumberSeries series,
    TimeSpan late = default
)
{
    public const string DeletedKind = "_deleted";

    public Preferences Preferences { get; } = new(store);

    public ObjectStore Store => store;

    /// <summary>The instant that is stamped on what is written.</summary>
    public DateTimeOffset Now => Whole(clock.GetUtcNow() - late);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public NsRecord? Find(string type, string id) =>
        RecordTypes.Find(type) is { } known && store.Find(known.Name, id) is { } held
            ? Record(known, held)
            : null;

    /// <summary>A record of one of the types that a reference may lead to.</summary>
    public NsRecord? FindTarget(string target, string id) =>
        RecordTypes
            .Targets(target)
            .Select(x => Find(x.Name, id))
            .FirstOrDefault(x => x is not null);

    public NsRecord Require(string type, string id) =>
        Find(type, id) ?? throw Refusals.Reference(type);

    public IReadOnlyList<NsRecord> All(string type)
    {
        var known = RecordTypes.Find(type)!;
        return [.. store.All(known.Name).Select(x => Record(known, x))];
    }

    /// <summary>External ids are compared without regard to case [U].</summary>
    public NsRecord? ByExternalId(RecordType type, string externalId) =>
        All(type.Name)
            .FirstOrDefault(x =>
                externalId.Length > 0
                && string.Equals(x.ExternalId, externalId, StringComparison.OrdinalIgnoreCase)
            );

    public NsRecord New(RecordType type) =>
        new(
            type,
            series
                .Next(type.Series, type.IsTransaction ? 1000 : 500)
                .ToString(CultureInfo.InvariantCulture),
            []
        );

    /// <summary>A number for people: <c>INV104</c>.</summary>
    public string NextNumber(string prefix) =>
        prefix + series.Next($"number {prefix}", 100).ToString(CultureInfo.InvariantCulture);

    public NsRecord Add(NsRecord made) =>
        Record(made.Type, store.Add(made.Type.Name, made.Id, Now, made.Fields));

    /// <summary>Keeps a change, and stamps it.</summary>
    public NsRecord Save(NsRecord changed)
    {
        var held = store.Find(changed.Type.Name, changed.Id)!;
        var next = held with { Modified = Now, Fields = changed.Fields };
        store.Put(next);
        return Record(changed.Type, next);
    }

    public void Remove(NsRecord gone)
    {
        store.Remove(gone.Type.Name, gone.Id);
        _ = store.Add(
            DeletedKind,
            $"{gone.Type.Name}/{gone.Id}",
            Now,
            new JsonObject
            {
                ["recordid"] = gone.Id,
                ["type"] = gone.Type.Name,
                ["name"] = $"{gone.Type.Label} #{gone.Name}",
            }
        );
    }

    /// <summary>What something is called of a reference's target; its id when there is none.</summary>
    public string NameOf(string target, string id) => FindTarget(target, id)?.Name ?? id;

    /// <summary>Rounds an amount of a transaction to what its currency has.</summary>
    public decimal Round(decimal amount, string currencyId) =>
        amount.RoundTo((int)(Find("currency", currencyId)?.Amount("currencyPrecision") ?? 2m));

    private static NsRecord Record(RecordType type, StoredObject held) =>
        new(type, held.Id, held.Fields) { Created = held.Created, Modified = held.Modified };

    /// <summary>Stamps have whole seconds.</summary>
    private static DateTimeOffset Whole(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
