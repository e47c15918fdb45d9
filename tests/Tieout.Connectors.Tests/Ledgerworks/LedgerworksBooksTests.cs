using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>The simulated ERP keeps books like a real one.</summary>
public sealed class LedgerworksBooksTests : IAsyncLifetime
{
    private static readonly string[] Steps =
    [
        "draft",
        "draft",
        "post",
        "post",
        "pay",
        "pay",
        "take-back",
        "credit",
        "credit",
        "void",
        "delete",
        "close",
        "open",
        "open",
    ];

    private LedgerworksUnderTest _target = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LedgerworksDesk Desk => _target.Desk;

    public async ValueTask InitializeAsync()
    {
        _target = await LedgerworksUnderTest.OpenAsync(Token);
        _ = await Desk.AddCustomerAsync("C1", Token);
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Fact]
    public async Task Whatever_is_done_the_books_balance_and_numbers_have_no_gap()
    {
        var step = Gen.Select(
            Gen.Int[0, Steps.Length - 1].Select(i => Steps[i]),
            Gen.Int[1, 5],
            Gen.Int[1, 3].Select(i => i * 101),
            Gen.Int[1, 5].Select(i => i == 1 ? "JPY" : "GBP")
        );
        await step.Array[1, 60]
            .SampleAsync(
                async steps =>
                {
                    await using var target = await LedgerworksUnderTest.OpenAsync(Token);
                    var books = new LedgerworksAudit(target.Desk);
                    _ = await target.Desk.AddCustomerAsync("C1", Token);
                    _ = await target.Desk.PostAsync(
                        await target.Desk.DraftAsync("R", 5m, Token),
                        Token
                    );
                    foreach (var (name, id, amount, currency) in steps)
                    {
                        await DoAsync(target.Desk, name, id, amount, currency);
                    }

                    return await books.IsInOrderAsync(Token);
                },
                iter: 20,
                threads: 1
            );
    }

    [Fact]
    public async Task The_same_request_sent_twice_makes_two_invoices()
    {
        var one = await Desk.DraftAsync("R-1", 10m, Token);
        var two = await Desk.DraftAsync("R-1", 10m, Token);

        Assert.NotEqual(one, two);
    }

    [Fact]
    public async Task Posting_twice_is_refused_with_the_number_of_the_first_time()
    {
        var id = await Desk.DraftAsync("R-1", 10m, Token);
        var posted = await Desk.PostAsync(id, Token);
        Assert.Equal("INV-UK-2026-00001", (string?)posted["number"]);

        var (status, error) = await TryAsync(Desk, $"invoices/{id}/post", new { });

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("already_posted", (string?)error!["code"]);
        Assert.Contains("INV-UK-2026-00001", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_void_is_refused_while_its_own_period_is_closed_or_money_has_come_in()
    {
        var id = await Desk.DraftAsync("R-1", 10m, Token);
        _ = await Desk.PostAsync(id, Token);
        var payment = new
        {
            invoice = id,
            amount = 5m,
            valueDate = "2026-04-01",
        };
        var paid = await Desk.SendAsync(HttpMethod.Post, "payments", payment, Token);
        Assert.Equal("has_payments", await CodeOfAsync($"invoices/{id}/void", new { }));

        _ = await Desk.SendAsync(
            HttpMethod.Post,
            $"payments/{(long)paid["id"]!}/reverse",
            new { },
            Token
        );
        await _target.ClosePeriodAsync(new LocalDate(2026, 3, 1), Token);
        Assert.Equal("period_closed", await CodeOfAsync($"invoices/{id}/void", new { }));
        _ = await Desk.SendAsync(
            HttpMethod.Post,
            $"invoices/{id}/void",
            new { date = "2026-04-02" },
            Token
        );
    }

    [Fact]
    public async Task An_invoice_cannot_be_overpaid_or_credited_beyond_its_amount()
    {
        var id = await Desk.DraftAsync("R-1", 10m, Token);
        _ = await Desk.PostAsync(id, Token);

        // 10.00 and 20 % tax: 12.00 is open.
        var tooMuch = new
        {
            invoice = id,
            amount = 12.01m,
            valueDate = "2026-04-01",
        };
        Assert.Equal("overpayment", await CodeOfAsync("payments", tooMuch));
        var credit = await Desk.SendAsync(
            HttpMethod.Post,
            "invoices",
            LedgerworksDesk.Body("R-2", 10.01m, refersTo: id),
            Token
        );
        Assert.Equal(
            "credit_exceeds_invoice",
            await CodeOfAsync($"invoices/{(long)credit["id"]!}/post", new { })
        );
    }

    [Fact]
    public async Task Voiding_a_credit_note_opens_its_invoice_again()
    {
        var id = await Desk.DraftAsync("R-1", 10m, Token);
        _ = await Desk.PostAsync(id, Token);
        var body = LedgerworksDesk.Body("R-2", 4m, refersTo: id);
        var credit = await Desk.SendAsync(HttpMethod.Post, "invoices", body, Token);
        var note = (long)credit["id"]!;
        var posted = await Desk.PostAsync(note, Token);

        // 12.00 less 4.80 is 7.20.
        Assert.Equal("CN-UK-2026-00001", (string?)posted["number"]);
        Assert.Equal(7.20m, await OpenAsync(id));
        Assert.Equal("has_credits", await CodeOfAsync($"invoices/{id}/void", new { }));

        _ = await Desk.SendAsync(HttpMethod.Post, $"invoices/{note}/void", new { }, Token);
        Assert.Equal(12m, await OpenAsync(id));
    }

    [Fact]
    public async Task A_change_based_on_an_old_version_is_refused()
    {
        var id = await Desk.DraftAsync("R-1", 10m, Token);
        var body = LedgerworksDesk.Body("R-1", 11m);
        var path = $"invoices/{id}";

        var (without, _) = await Desk.TryAsync(HttpMethod.Put, path, body, Token);
        var (first, _) = await Desk.TryAsync(HttpMethod.Put, path, body, Token, "\"1\"");
        var (second, _) = await Desk.TryAsync(HttpMethod.Put, path, body, Token, "\"1\"");

        Assert.Equal(HttpStatusCode.PreconditionRequired, without);
        Assert.Equal(HttpStatusCode.OK, first);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second);
    }

    [Fact]
    public async Task A_bad_request_is_answered_in_the_vendors_words()
    {
        Assert.Equal("bad_request", await CodeOfAsync("invoices", new { company = "UK" }));
        Assert.Equal("bad_request", await CodeOfAsync("payments", new { invoice = "x" }));
    }

    [Fact]
    public async Task A_customers_code_is_used_once_per_company()
    {
        var again = new
        {
            company = "UK",
            code = "C1",
            name = "Another",
            country = "GB",
        };

        Assert.Equal("exists", await CodeOfAsync("customers", again));
    }

    [Fact]
    public async Task What_was_answered_is_in_the_file_when_the_process_dies()
    {
        var id = await Desk.DraftAsync("R-1", 10m, Token);
        _ = await Desk.PostAsync(id, Token);

        // What a killed process leaves behind: the files as they are, nothing closed.
        var folder = Directory.CreateTempSubdirectory("ledgerworks-");
        foreach (var file in _target.Files)
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        var options = new LedgerworksServerOptions
        {
            DatabasePath = Path.Combine(folder.FullName, "books.db"),
        };
        await using (var second = await LedgerworksServer.StartAsync(options, Token))
        {
            using var desk = await LedgerworksDesk.LogInAsync(second, Token);
            var invoice = await desk.GetAsync($"invoices/{id}", Token);
            Assert.Equal("INV-UK-2026-00001", (string?)invoice["number"]);
            var next = await desk.PostAsync(await desk.DraftAsync("R-2", 10m, Token), Token);
            Assert.Equal("INV-UK-2026-00002", (string?)next["number"]);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task One_file_serves_one_simulator_at_a_time()
    {
        var folder = Directory.CreateTempSubdirectory("ledgerworks-");
        var options = new LedgerworksServerOptions
        {
            DatabasePath = Path.Combine(folder.FullName, "books.db"),
        };
        await using (await LedgerworksServer.StartAsync(options, Token))
        {
            var refused = await Assert.ThrowsAsync<BooksInUseException>(() =>
                LedgerworksServer.StartAsync(options, Token)
            );
            Assert.Contains(options.DatabasePath, refused.Message, StringComparison.Ordinal);
        }

        await using (await LedgerworksServer.StartAsync(options, Token))
        {
            // The first one has let go.
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Customers_of_the_rehearsal_pay_the_same_again_from_the_same_seed()
    {
        for (var i = 0; i < 60; i++)
        {
            _ = await Desk.PostAsync(await Desk.DraftAsync($"R-{i}", 10m + i, Token), Token);
        }

        var early = _target.Server.PayDue(new LocalDate(2026, 4, 13));
        var made = _target.Server.PayDue(new LocalDate(2026, 6, 30));
        var again = _target.Server.PayDue(new LocalDate(2026, 6, 30));
        var paid = await CountAsync("paid");
        var open = await CountAsync("posted");

        Assert.Equal(0, early);
        Assert.Equal(0, again);
        Assert.True(made > 60 * 0.7, $"{made} payments for 60 invoices");
        Assert.Equal(60, paid + open);
        Assert.InRange(open, 1, 20);
        Assert.True(await new LedgerworksAudit(Desk).IsInOrderAsync(Token));
    }

    [Fact]
    public async Task Tampering_leaves_books_that_a_reconciliation_must_object_to()
    {
        _ = await Desk.PostAsync(await Desk.DraftAsync("R-1", 10m, Token), Token);

        Assert.Equal(1, _target.Server.Tampering.ChangeNet("R-1", minorUnits: 100));

        Assert.False(await new LedgerworksAudit(Desk).IsInOrderAsync(Token));
    }

    private static async Task DoAsync(
        LedgerworksDesk desk,
        string step,
        int id,
        int amount,
        string currency
    )
    {
        var major = currency is "JPY" ? amount : amount / 100m;
        _ = step switch
        {
            "draft" => await TryAsync(desk, "invoices", LedgerworksDesk.Body("R", major, currency)),
            "credit" => await TryAsync(
                desk,
                "invoices",
                LedgerworksDesk.Body("R", major, currency, refersTo: id)
            ),
            "pay" => await TryAsync(
                desk,
                "payments",
                new
                {
                    invoice = id,
                    amount = major,
                    valueDate = "2026-04-14",
                }
            ),
            "take-back" => await TryAsync(desk, $"payments/{id}/reverse", new { }),
            "delete" => await desk.TryAsync(HttpMethod.Delete, $"invoices/{id}", null, Token),
            "close" or "open" => await TryAsync(desk, $"periods/2026-03/{step}?company=UK", null),
            _ => await TryAsync(desk, $"invoices/{id}/{step}", new { }),
        };
    }

    private async Task<decimal> OpenAsync(long id) =>
        (decimal)(await Desk.GetAsync($"invoices/{id}", Token))["open"]!;

    private async Task<int> CountAsync(string state) =>
        (await Desk.GetAsync($"invoices?state={state}", Token))["items"]!.AsArray().Count;

    private static Task<(HttpStatusCode Status, JsonNode? Answer)> TryAsync(
        LedgerworksDesk desk,
        string path,
        object? body
    ) => desk.TryAsync(HttpMethod.Post, path, body, Token);

    private async Task<string?> CodeOfAsync(string path, object body)
    {
        var (_, error) = await TryAsync(Desk, path, body);
        return (string?)error!["code"];
    }
}
