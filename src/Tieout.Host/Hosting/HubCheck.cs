using System.Globalization;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Host.Configuration;
using Tieout.Runtime.Reconciliation.Coverage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Host.Hosting;

/// <summary>Tries a configuration out without changing anything.</summary>
public static class HubCheck
{
    private const int WaitingFilesMax = 20;

    private static readonly AccountRole[] Needed =
    [
        AccountRole.AccountsReceivable,
        AccountRole.Revenue,
        AccountRole.TaxPayable,
    ];

    /// <summary>Secrets, systems, then what is known of the legal entities.</summary>
    public static async Task<IReadOnlyList<CheckFinding>> RunAsync(
        HubConfiguration configuration,
        HubSurroundings surroundings,
        CancellationToken cancellationToken
    )
    {
        var findings = new List<CheckFinding>
        {
            new("configuration", IsGood: true, configuration.File),
        };
        var secrets = configuration
            .Systems.SelectMany(x => x.AllSecrets.Select(secret => (x.Name, Secret: secret)))
            .Select(x => Check($"secret of {x.Name}", x.Secret))
            .Concat(SecretOf(configuration.Store))
            .ToList();
        findings.AddRange(secrets);
        if (!secrets.TrueForAll(x => x.IsGood))
        {
            return findings;
        }

        using var systems = new ConnectedSystems(configuration, surroundings);
        foreach (var (system, fault) in await systems.CheckAsync(cancellationToken))
        {
            findings.Add(
                new CheckFinding($"system {system}", fault is null, fault?.Message ?? "answers")
            );
            if (fault is null)
            {
                findings.AddRange(WaitingFiles(systems, system));
                findings.AddRange(UnnoticedDeletions(systems, system));
            }
        }

        findings.AddRange(OwnerCheck.Unnamed(configuration));
        findings.AddRange(await CheckEntitiesAsync(configuration, systems, cancellationToken));
        return findings;
    }

    /// <summary>Files that no run would read as they are; each says why.</summary>
    private static IEnumerable<CheckFinding> WaitingFiles(ConnectedSystems systems, string system)
    {
        var waiting = systems
            .Sources.OfType<FilesSource>()
            .Where(x => x.System.Equals(system, StringComparison.Ordinal))
            .SelectMany(x => x.ListWaiting())
            .ToList();
        foreach (var file in waiting.Take(WaitingFilesMax))
        {
            yield return Note(system, $"{file.Name} is not read: {file.Reason}");
        }

        if (waiting.Count > WaitingFilesMax)
        {
            yield return Note(
                system,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{waiting.Count - WaitingFilesMax} more files are not read"
                )
            );
        }
    }

    /// <summary>Work that is deleted there stays in the hub; better said than found out.</summary>
    private static IEnumerable<CheckFinding> UnnoticedDeletions(
        ConnectedSystems systems,
        string system
    ) =>
        systems
            .Sources.Where(x => x.System.Equals(system, StringComparison.Ordinal))
            .SelectMany(x => x.Feeds)
            .Where(x =>
                x is { IsMasterData: false, HoldsUpBilling: true, Deletions: Deletions.Unnoticed }
            )
            .Select(x => new CheckFinding(
                $"{x.Name} of {system}",
                IsGood: true,
                "what is deleted there is not noticed; it stays until it is rejected or written off"
            )
            {
                IsNote = true,
            });

    private static CheckFinding Note(string system, string message) =>
        new($"files of {system}", IsGood: true, message) { IsNote = true };

    private static IEnumerable<CheckFinding> SecretOf(StoreSettings store) =>
        store is StoreSettings.PostgresDatabase postgres
            ? [Check("connection of the store", postgres.Connection)]
            : [];

    private static CheckFinding Check(string what, SecretReference reference)
    {
        try
        {
            _ = reference.Resolve();
            return new CheckFinding(what, IsGood: true, $"{reference} is there");
        }
        catch (SecretMissingException e)
        {
            return new CheckFinding(what, IsGood: false, e.Message);
        }
    }

    private static async Task<IReadOnlyList<CheckFinding>> CheckEntitiesAsync(
        HubConfiguration configuration,
        ConnectedSystems systems,
        CancellationToken cancellationToken
    )
    {
        const string notYet =
            "none is known yet; their accounts and routes are checked after the first run";
        if (!await StoreExistence.HasTablesAsync(configuration.Store, cancellationToken))
        {
            return [new CheckFinding("legal entities", IsGood: true, notYet)];
        }

        await using var tables = HubStore.OpenTables(configuration.Store);
        var entities = await KnownEntitiesAsync(tables, cancellationToken);
        if (entities.Count == 0)
        {
            return [new CheckFinding("legal entities", IsGood: true, notYet)];
        }

        var used = await UsedCodes.ListAsync(tables, cancellationToken);
        return
        [
            .. entities.Select(x => Check(x.Entity, x.Roles, configuration.Routes)),
            .. MapCheck.Of(systems.Targets, configuration.Routes, used),
        ];
    }

    private static CheckFinding Check(
        LegalEntityCode entity,
        IReadOnlySet<string> roles,
        RouteSettings routes
    )
    {
        var missing = Needed
            .Select(role => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString()))
            .Where(role => !roles.Contains(role))
            .Select(role => $"map an account to {role}")
            .ToList();
        if (routes.TargetOf(entity) is null)
        {
            missing.Add("add a route for it, or a default");
        }

        return new CheckFinding(
            $"legal entity {entity}",
            missing.Count == 0,
            missing.Count == 0
                ? $"accounts are mapped; goes to {routes.TargetOf(entity)}"
                : string.Join("; ", missing)
        );
    }

    private static async Task<
        IReadOnlyList<(LegalEntityCode Entity, IReadOnlySet<string> Roles)>
    > KnownEntitiesAsync(IReadStore tables, CancellationToken cancellationToken)
    {
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var rows = await moment.ListAsync(
            """
            SELECT e.code, a.role FROM legal_entity e
            LEFT JOIN account a ON a.legal_entity = e.code ORDER BY e.code, a.role
            """,
            row => (Entity: row.GetString(0), Role: row.IsDBNull(1) ? "" : row.GetString(1)),
            cancellationToken
        );
        return
        [
            .. rows.GroupBy(row => row.Entity, StringComparer.Ordinal)
                .Select(group =>
                    (
                        LegalEntityCode.Parse(group.Key),
                        (IReadOnlySet<string>)
                            group.Select(row => row.Role).ToHashSet(StringComparer.Ordinal)
                    )
                ),
        ];
    }
}
