using System.Globalization;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Reconciliation.Exceptions;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A hub between two folders, crm and erp, that tell of the same things.</summary>
internal sealed class OwnersBench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-owners-");
    private int _drops;

    public OwnersBench()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "crm"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "erp"));
        Name(string.Empty);
    }

    private string ConfigFile => Path.Combine(_folder.FullName, "hub.yaml");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Names owners: <c>customers: erp</c>.</summary>
    public void Name(string owners) =>
        File.WriteAllText(
            ConfigFile,
            $$"""
            systems:
              crm: { kind: files, folder: crm, settle: 0s }
              erp: { kind: files, folder: erp, settle: 0s }
            owners: { {{owners}} }
            """
        );

    /// <summary>A system exports facts, and the hub reads them.</summary>
    public async Task TellAsync(string system, params IReadOnlyList<CanonicalFact> facts)
    {
        _drops++;
        using (
            var writer = new FilesWriter(
                Path.Combine(_folder.FullName, system),
                FileFormat.Csv,
                string.Create(CultureInfo.InvariantCulture, $"-{_drops:D3}")
            )
        )
        {
            foreach (var fact in facts)
            {
                writer.Write(fact);
            }

            _ = writer.Complete();
        }

        await RunAsync();
    }

    /// <summary>A hub is started, works until it is quiet, and is stopped.</summary>
    public async Task<HubRunReport> RunAsync()
    {
        await using var hub = await HubHost.StartAsync(
            Configuration(),
            HubSurroundings.Standard with
            {
                Patience = Duration.Zero,
            },
            TextWriter.Null,
            Cancel
        );
        return await hub.RunOnceAsync(new NoProgress(), Cancel);
    }

    public async Task<IReadOnlyList<ExceptionRow>> ExceptionsAsync()
    {
        await using var tables = HubStore.OpenTables(Configuration().Store);
        await using var moment = await tables.OpenSnapshotAsync(Cancel);
        return (await ExceptionList.ReadAsync(moment, ExceptionFilter.All, Cancel)).Rows;
    }

    public async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var tables = HubStore.OpenTables(Configuration().Store);
        await using var moment = await tables.OpenSnapshotAsync(Cancel);
        return await moment.ListAsync(sql, row => row.GetString(0), Cancel);
    }

    /// <summary>Whether the tables rebuild to the same bytes.</summary>
    public async Task<bool> RebuildsAsync()
    {
        await using var hub = await HubHost.StartAsync(
            Configuration(),
            HubSurroundings.Standard,
            TextWriter.Null,
            Cancel
        );
        var report = await ReadTablesRebuild.RunAsync(
            hub.Store.Log,
            hub.Store.Tables,
            replace: false,
            progress: null,
            Cancel
        );
        return report.IsEqual;
    }

    public Task<IReadOnlyList<CheckFinding>> CheckAsync() =>
        HubCheck.RunAsync(Configuration(), HubSurroundings.Standard, Cancel);

    public void Dispose() => _folder.Delete(recursive: true);

    private HubConfiguration Configuration()
    {
        Assert.True(
            ConfigurationReader.TryRead(ConfigFile, out var configuration, out var problems),
            string.Join('\n', problems)
        );
        return configuration;
    }
}
