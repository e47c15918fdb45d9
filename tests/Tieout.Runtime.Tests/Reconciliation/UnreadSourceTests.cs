using Tieout.Connect;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>A system that cannot be read: since when, and until when.</summary>
public sealed class UnreadSourceTests
{
    private static readonly FeedFailure NoAnswer = new(ConnectorFault.Transient, "no answer");
    private static readonly FeedFailure NoAccess = new(ConnectorFault.Settings, "no access");

    /// <summary>Neither another failure nor a page in between begins it anew.</summary>
    [Fact]
    public async Task It_has_not_been_readable_since_its_first_failure()
    {
        await using var firm = await Firm.OpenAsync();
        await AppendAsync(firm, "time", new PageTaken(Cursor.Start, 2, [], Failed: NoAnswer));
        var (first, since) = await OnlyAsync(firm);
        firm.Clock.AdvanceHours(3);
        await AppendAsync(firm, "time", new PageTaken(Cursor.Start, 5, [], Failed: NoAnswer));
        await AppendAsync(firm, "time", new PageTaken(Cursor.Start, 0, [], Failed: NoAccess));
        await AppendAsync(firm, "expenses", new PageTaken(Cursor.Start, 0, [], Failed: NoAnswer));

        var (row, still) = await OnlyAsync(firm);

        Assert.Equal("time: no answer", first.Detail);
        Assert.Equal("time: no access (and other feeds)", row.Detail);
        Assert.Equal((first.Since, since), (row.Since, still));
        Assert.Equal("source/psa", row.Id);
    }

    [Fact]
    public async Task It_is_over_with_a_page_that_does_not_say_so()
    {
        await using var firm = await Firm.OpenAsync();
        await AppendAsync(firm, "time", new PageTaken(Cursor.Start, 0, [], Failed: NoAnswer));
        await AppendAsync(firm, "time", new PageTaken(Cursor.Start, 0, []));
        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);

        Assert.Empty(
            (await ExceptionList.ReadAsync(read, ExceptionFilter.All, CancellationToken.None)).Rows
        );
        Assert.Empty(await UnreadSource.ListAsync(read, CancellationToken.None));
    }

    private static async Task<(ExceptionRow Row, Instant Since)> OnlyAsync(Firm firm)
    {
        await firm.FollowAsync();
        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var list = await ExceptionList.ReadAsync(read, ExceptionFilter.All, CancellationToken.None);
        var unread = await UnreadSource.ListAsync(read, CancellationToken.None);
        return (Assert.Single(list.Rows), Assert.Single(unread).Since);
    }

    private static Task AppendAsync(Firm firm, string feed, PageTaken page) =>
        firm.AppendAsync(
            Streams.Intake("psa", feed),
            [EventCodec.Encode(Streams.PageTakenType, page, null)]
        );
}
