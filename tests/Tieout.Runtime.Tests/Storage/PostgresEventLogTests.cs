using Npgsql;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Postgres;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>The event log in PostgreSQL; skipped unless a test server is named.</summary>
public sealed class PostgresEventLogTests : EventLogConformance
{
    private static int _schemas;

    private readonly string _schema =
        $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}";

    private string _server = string.Empty;

    public override async ValueTask InitializeAsync()
    {
        _server = TestPostgres.RequireServer();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server.Length > 0)
        {
            await TestPostgres.ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
        }
    }

    [Fact]
    public async Task A_schema_of_a_newer_hub_is_refused()
    {
        await TestPostgres.ExecuteAsync($"UPDATE {_schema}.schema_version SET version = 7");

        var refused = await Assert.ThrowsAsync<StoreVersionException>(OpenAsync);

        Assert.Equal((7, 1), (refused.Found, refused.Known));
    }

    [Fact]
    public async Task A_lost_connection_fails_at_most_what_was_under_way()
    {
        await AppendAsync(Billing, 0, Event("a"));
        await TestPostgres.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + $" WHERE application_name = '{_schema}'"
        );

        // Told that the outcome is unknown, the owner reloads and goes on.
        var version = 1L;
        try
        {
            await AppendAsync(Billing, version, Event("b"));
        }
        catch (AppendOutcomeUnknownException)
        {
            version = await ReloadAsync();
            await AppendAsync(Billing, version, Event("b"));
        }

        await AssertWholeAsync(2);
    }

    [Fact]
    public async Task Hubs_that_start_together_make_the_tables_once()
    {
        var logs = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => OpenAsync(_schema + "_together"))
        );
        await Task.WhenAll(
            logs.Select((log, n) => log.AppendAsync(new("s", $"{n}"), 0, [Event("a")], Token))
        );

        Assert.Equal(4, await logs[0].GetHeadAsync(Token));
        foreach (var log in logs)
        {
            await log.DisposeAsync();
        }

        await TestPostgres.ExecuteAsync($"DROP SCHEMA {_schema}_together CASCADE");
    }

    [Theory]
    [InlineData("Hub")]
    [InlineData("hub; DROP SCHEMA public")]
    public async Task A_schema_name_that_is_not_plain_is_refused(string schema) =>
        await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(schema));

    protected override async Task<IEventLog> OpenAsync() => await OpenAsync(_schema);

    protected override async Task<IEventLog> OpenRivalAsync() => await OpenAsync(_schema);

    private Task<PostgresEventLog> OpenAsync(string schema) =>
        PostgresEventLog.OpenAsync(
            new PostgresLogOptions
            {
                ConnectionString = new NpgsqlConnectionStringBuilder(_server)
                {
                    ApplicationName = schema,
                    MaxPoolSize = 10,
                }.ToString(),
                Schema = schema,
            },
            Clock,
            Token
        );

    /// <summary>The pool may hold more connections that the server has cut.</summary>
    private async Task<long> ReloadAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return (await ReadAsync(Billing))[^1].Version;
            }
            catch (NpgsqlException) when (attempt < 10)
            {
                // The next one, then.
            }
        }
    }
}
