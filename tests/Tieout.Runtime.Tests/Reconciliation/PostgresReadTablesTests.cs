using CsCheck;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Reconciliation.Explaining;
using Tieout.Runtime.Reconciliation.Stages;
using Tieout.Runtime.Reconciliation.TieOuts;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Runtime.Tests.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>The same tables, questions and proofs on PostgreSQL.</summary>
public sealed class PostgresReadTablesTests : IAsyncLifetime
{
    private readonly string _schema = $"read_{Environment.ProcessId}";
    private PostgresReadStore? _store;

    public ValueTask InitializeAsync()
    {
        _store = new PostgresReadStore(TestPostgres.RequireServer(), _schema, ReadTables.All);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DropAsync(CancellationToken.None);
            await _store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Both_stores_hold_the_same_bytes_and_the_rebuild_agrees()
    {
        await RandomHistory.Acts.SampleAsync(
            async acts =>
            {
                await _store!.DropAsync(CancellationToken.None);
                await using var firm = await Firm.OpenAsync();
                await RandomHistory.PlayAsync(firm, acts);
                await firm.FollowAsync(pageEvents: 7);
                await firm.FollowAsync(_store);

                await ReadTablesTests.AssertSameAsync(firm.State, _store);
                var here = await RebuildAsync(firm.Log, firm.Store);
                var there = await RebuildAsync(firm.Log, _store);
                Assert.True(here.IsEqual, string.Join(", ", here.Differing));
                Assert.True(there.IsEqual, string.Join(", ", there.Differing));
                Assert.Equal(here.Live.Sha256, there.Live.Sha256);
            },
            iter: 20,
            threads: 1
        );
    }

    [Fact]
    public async Task A_character_that_postgres_has_no_text_with_does_not_stop_the_tables()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.KnowAsync(new Customer(CustomerCode.Parse("C-1"), 2, "Acme \0Ltd", "GB"));
        await firm.FollowAsync();
        await firm.FollowAsync(_store);

        var here = await RebuildAsync(firm.Log, firm.Store);
        var there = await RebuildAsync(firm.Log, _store!);
        Assert.True(there.IsEqual, string.Join(", ", there.Differing));
        Assert.Equal(here.Live.Sha256, there.Live.Sha256);
    }

    [Fact]
    public async Task Every_question_is_answered_as_on_sqlite()
    {
        await using var firm = await Firm.OpenAsync();
        await TieOutTests.CorrectAsync(firm);
        await firm.FollowAsync();
        await firm.FollowAsync(_store);

        await using var one = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        await using var two = await _store!.OpenSnapshotAsync(CancellationToken.None);
        Assert.Equal((await StagesAsync(one)).Rows, (await StagesAsync(two)).Rows);
        Assert.Equal((await ExceptionsAsync(one)).Rows, (await ExceptionsAsync(two)).Rows);
        Assert.Empty(
            (
                await TieOutReport.OfLedgerAsync(two, TieOutPeriod.Ever, CancellationToken.None)
            ).Differences
        );
        var explained = await new Explainer(firm.Log, _store).FindAsync(
            Firm.Reference(3).Value,
            CancellationToken.None
        );
        Assert.Equal(960m, Assert.Single(explained!.Documents).Gross.Amount);
    }

    [Fact]
    public async Task Tables_of_an_earlier_version_are_followed_anew_and_nothing_else_is_touched()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await using var earlier = new PostgresReadStore(
            TestPostgres.RequireServer(),
            _schema,
            ReadTablesTests.Earlier
        );
        await firm.FollowAsync(earlier);
        await TestPostgres.ExecuteAsync($"CREATE TABLE {_schema}.of_somebody_else(id bigint)");

        await firm.FollowAsync(_store);

        await ReadTablesTests.AssertFollowedAnewAsync(firm, _store!);
        await TestPostgres.ExecuteAsync($"SELECT * FROM {_schema}.of_somebody_else");
    }

    [Fact]
    public async Task A_rebuild_puts_right_what_was_tampered_with()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync(_store);
        await TestPostgres.ExecuteAsync($"UPDATE {_schema}.slice SET amount = amount + 1");

        var found = await RebuildAsync(firm.Log, _store!, replace: true);
        var after = await RebuildAsync(firm.Log, _store!);

        Assert.Equal(["slice"], found.Differing);
        Assert.True(found.IsReplaced);
        Assert.True(after.IsEqual);
    }

    [Fact]
    public async Task A_follower_that_lost_the_tables_changes_nothing_any_more()
    {
        await using var firm = await Firm.OpenAsync();
        await using var earlier = await ClaimAsync(firm);
        await using var later = await ClaimAsync(firm);

        await Assert.ThrowsAsync<FollowerLostException>(() =>
            earlier.CatchUpAsync(long.MaxValue, CancellationToken.None)
        );

        await later.CatchUpAsync(3, CancellationToken.None);
        Assert.Equal(3, later.Offset);
    }

    private static Task<StageTable> StagesAsync(ReadSnapshot read) =>
        StageTable.ReadAsync(read, byLegalEntity: true, TieOutPeriod.Ever, CancellationToken.None);

    private static Task<ExceptionList> ExceptionsAsync(ReadSnapshot read) =>
        ExceptionList.ReadAsync(read, ExceptionFilter.All, CancellationToken.None);

    private static Task<RebuildReport> RebuildAsync(
        IEventLog log,
        IReadStore store,
        bool replace = false
    ) => ReadTablesRebuild.RunAsync(log, store, replace, progress: null, CancellationToken.None);

    private Task<ReadModelFollower> ClaimAsync(Firm firm) =>
        ReadModelFollower.ClaimAsync(firm.Log, _store!, "test", CancellationToken.None);
}
