using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Testing.Faults;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

public sealed class TrytonConnectionTests(TrytonClone clone) : TrytonTest(clone)
{
    [Fact]
    public async Task The_settings_of_a_working_connection_are_proven() =>
        await Sink.CheckAsync(Cancel);

    [Fact]
    public async Task A_wrong_password_is_for_the_administrator_and_is_not_told()
    {
        var sink = new TrytonSink(Database.Connect(password: "not-the-passw0rd"), Database.Options);

        var failure = await FailureAsync(() => sink.CheckAsync(Cancel));

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.StartsWith("erp: wrong password or user", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-passw0rd", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again_even_for_a_change()
    {
        // Nobody listens at port 9 of this machine.
        var rpc = Database.Connect(Database.OptionsWith(server: new Uri("http://127.0.0.1:9/")));

        var failure = await FailureAsync(() =>
            rpc.PressAsync("account.invoice", "post", [1], Cancel)
        );

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_opened_again_without_a_word()
    {
        var rpc = Database.Connect();
        await rpc.LogInAsync(Cancel);
        await Bench.EndAllSessionsAsync(Cancel);

        var rows = await rpc.SearchReadAsync<Row>(new("company.company", [], []), Cancel);

        Assert.Single(rows);
    }

    [Fact]
    public async Task A_method_that_Tryton_does_not_offer_is_for_the_developer()
    {
        var failure = await FailureAsync(() =>
            Bench.Rpc.PressAsync("account.invoice", "get_move", [1], Cancel)
        );

        Assert.Equal(ConnectorFault.Contract, failure.Fault);
    }

    [Fact]
    public async Task Words_that_nobody_knows_are_for_the_developer()
    {
        var failure = await FailureAsync(() =>
            Bench.Rpc.SearchReadAsync<Row>(new("party.party", [], ["nmae"]), Cancel)
        );

        Assert.Equal(ConnectorFault.Contract, failure.Fault);
    }

    [Theory]
    [InlineData("account.invoice.create", true)]
    [InlineData("account.invoice.create", false)]
    [InlineData("account.invoice.post", false)]
    public async Task A_lost_answer_leaves_the_outcome_unknown_and_one_document(
        string call,
        bool silently
    )
    {
        var document = Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)]);
        await DeliverAsync(Documents.Party);
        await using var proxy = new AnswerLoser(TrytonServer.Current!.Address);
        var options = Database.OptionsWith(proxy.Address, callTimeout: TimeSpan.FromSeconds(20));
        var sink = new TrytonSink(Database.Connect(options), options);
        await sink.CheckAsync(Cancel);
        proxy.LoseNext(call, silently);

        var failure = await FailureAsync(() => sink.WriteAsync(document, null, Cancel));

        Assert.Equal(ConnectorFault.OutcomeUnknown, failure.Fault);
        Assert.Equal(1, proxy.Lost);
        var found = Assert.Single(await sink.FindAsync(document, Cancel));
        var record = await sink.WriteAsync(document, found, Cancel);
        Assert.Equal(TargetState.Posted, record.State);
        Assert.Equal(record, Assert.Single(await sink.FindAsync(document, Cancel)));
    }

    [Fact]
    public async Task A_lost_answer_to_a_question_changes_nothing_and_is_asked_again()
    {
        await using var proxy = new AnswerLoser(TrytonServer.Current!.Address);
        var rpc = Database.Connect(Database.OptionsWith(proxy.Address));
        await rpc.LogInAsync(Cancel);
        proxy.LoseNext("company.company", silently: false);

        var failure = await FailureAsync(() =>
            rpc.SearchReadAsync<Row>(new("company.company", [], []), Cancel)
        );

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
    }

    private sealed record Row(int Id);
}
