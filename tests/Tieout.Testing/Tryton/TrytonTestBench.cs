using System.Globalization;
using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Testing.Tryton;

/// <summary>Does in a Tryton database what its users would: project work and accounting.</summary>
/// <remarks>Made for the seeded company; amounts are in its currency.</remarks>
public sealed class TrytonTestBench(TrytonRpc rpc)
{
    private const int LinesPerCall = 200;

    public TrytonRpc Rpc { get; } = rpc;

    /// <summary>A customer; answers the party's id.</summary>
    public async Task<int> AddCustomerAsync(
        string code,
        string name,
        CancellationToken cancellationToken
    ) =>
        await CreateAsync(
            "party.party",
            Values(
                ("code", code),
                ("name", name),
                (
                    "addresses",
                    Commands("create", Values(("street", "1 Main St"), ("city", "Springfield")))
                )
            ),
            cancellationToken
        );

    /// <summary>A person whose party has this code; answers the employee's id.</summary>
    public async Task<int> AddEmployeeAsync(
        string code,
        string name,
        CancellationToken cancellationToken
    )
    {
        var party = await CreateAsync(
            "party.party",
            Values(("code", code), ("name", name)),
            cancellationToken
        );
        return await CreateAsync(
            "company.employee",
            Values(("party", party), ("company", 1)),
            cancellationToken
        );
    }

    /// <summary>A project with tasks, all of which time may be booked on.</summary>
    /// <param name="name">By the connector's convention: <c>ENG-100 / P-7 / Rollout</c>.</param>
    public async Task<TrytonProject> AddProjectAsync(
        string name,
        int? party,
        IReadOnlyList<string> tasks,
        CancellationToken cancellationToken
    )
    {
        var children = tasks.Select(task =>
            (object)Values(
                ("name", task),
                ("type", "task"),
                ("company", 1),
                ("timesheet_available", true)
            )
        );
        var id = await CreateAsync(
            "project.work",
            Values(
                ("name", name),
                ("type", "project"),
                ("company", 1),
                ("party", party),
                ("timesheet_available", true),
                ("children", new object[] { new object[] { "create", children.ToArray() } })
            ),
            cancellationToken
        );
        var works = await Rpc.SearchReadAsync<WorkRow>(
            new(
                "project.work",
                [
                    "OR",
                    new object[] { new object[] { "id", "=", id } },
                    new object[] { new object[] { "parent", "=", id } },
                ],
                ["name", "timesheet_works"]
            ),
            cancellationToken
        );
        return new TrytonProject(
            id,
            works.Single(work => work.Id == id).TimesheetWorks[0],
            works
                .Where(work => work.Id != id)
                .ToDictionary(
                    work => work.Name,
                    work => work.TimesheetWorks[0],
                    StringComparer.Ordinal
                )
        );
    }

    /// <summary>Timesheet lines, 200 a call; answers their ids in the given order.</summary>
    public async Task<IReadOnlyList<int>> AddLinesAsync(
        IEnumerable<TrytonLine> lines,
        CancellationToken cancellationToken
    )
    {
        var ids = new List<int>();
        foreach (var some in lines.Chunk(LinesPerCall))
        {
            var values = some.Select(line =>
                Values(
                    ("company", 1),
                    ("employee", line.Employee),
                    ("work", line.Work),
                    ("date", line.Date),
                    ("duration", line.Effort),
                    ("description", line.Note)
                )
            );
            ids.AddRange(
                await Rpc.CreateAsync("timesheet.line", values.ToArray(), cancellationToken)
            );
        }

        return ids;
    }

    /// <summary>Registers money received, as the client's Pay wizard does.</summary>
    /// <param name="invoice">Id of a posted invoice.</param>
    /// <param name="amount">All that is open, or less.</param>
    public async Task PayAsync(
        int invoice,
        decimal amount,
        LocalDate date,
        CancellationToken cancellationToken
    )
    {
        var rows = await Rpc.ReadAsync<PayRow>(
            "account.invoice",
            [invoice],
            ["currency", "account", "amount_to_pay"],
            cancellationToken
        );
        var start = Values(
            ("amount", amount),
            ("currency", rows[0].Currency),
            ("currency_digits", 2),
            ("date", date),
            ("payment_method", 1),
            ("description", "Bank transfer"),
            ("company", 1),
            ("invoice_account", rows[0].Account)
        );
        var states = Values(("start", start));
        var wizard = TrytonWizard.On(Rpc, "account.invoice.pay", "account.invoice", invoice);
        await wizard.StartAsync(cancellationToken);
        if (amount == rows[0].AmountToPay)
        {
            await wizard.ExecuteAsync("choice", states, cancellationToken);
        }
        else
        {
            states["ask"] = Values(
                ("type", "partial"),
                ("amount", amount),
                ("currency", rows[0].Currency),
                ("currency_digits", 2),
                ("company", 1),
                ("date", date),
                ("invoice", invoice)
            );
            await wizard.ExecuteAsync("pay", states, cancellationToken);
        }

        await wizard.EndAsync(cancellationToken);
    }

    /// <summary>Credits an invoice in full with refund: the client's Credit wizard.</summary>
    public async Task CreditAsync(int invoice, LocalDate date, CancellationToken cancellationToken)
    {
        var wizard = TrytonWizard.On(Rpc, "account.invoice.credit", "account.invoice", invoice);
        await wizard.StartAsync(cancellationToken);
        var start = Values(
            ("with_refund", true),
            ("with_refund_allowed", true),
            ("invoice_date", date)
        );
        await wizard.ExecuteAsync("credit", Values(("start", start)), cancellationToken);
        await wizard.EndAsync(cancellationToken);
    }

    /// <summary>Closes the monthly period of a day.</summary>
    public Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        PressPeriodAsync(day, "close", cancellationToken);

    /// <summary>Opens it again, and leaves it closed in the journals as Tryton does.</summary>
    public Task ReopenOnlyPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        PressPeriodAsync(day, "reopen", cancellationToken);

    /// <summary>Opens it again, in the journals too, which Tryton leaves closed.</summary>
    public async Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken)
    {
        await ReopenOnlyPeriodAsync(day, cancellationToken);
        var journals = await Rpc.SearchReadAsync<WorkRow>(
            new(
                "account.journal.period",
                [
                    new object[] { "period.start_date", "<=", day },
                    new object[] { "period.end_date", ">=", day },
                    new object[] { "state", "=", "close" },
                ],
                []
            ),
            cancellationToken
        );
        int[] ids = [.. journals.Select(row => row.Id)];
        await Rpc.PressAsync("account.journal.period", "reopen", ids, cancellationToken);
    }

    /// <summary>A currency with one rate for ever, against the company's own.</summary>
    public async Task AddCurrencyAsync(
        string code,
        int digits,
        decimal rate,
        CancellationToken cancellationToken
    ) =>
        await CreateAsync(
            "currency.currency",
            Values(
                ("name", code),
                ("symbol", code),
                ("code", code),
                ("digits", digits),
                ("rounding", digits == 0 ? 1m : 0.01m),
                (
                    "rates",
                    Commands("create", Values(("date", new LocalDate(2000, 1, 1)), ("rate", rate)))
                )
            ),
            cancellationToken
        );

    /// <summary>An account of the kind of Main Cash, unless it is there.</summary>
    public async Task AddAccountAsync(string name, CancellationToken cancellationToken)
    {
        string[] either = ["Main Cash", name];
        var rows = await Rpc.SearchReadAsync<AccountKindRow>(
            new(
                "account.account",
                [new object[] { "name", "in", either }],
                ["name", "type", "parent"]
            ),
            cancellationToken
        );
        if (rows is not [var cash])
        {
            return;
        }

        _ = await CreateAsync(
            "account.account",
            Values(("name", name), ("company", 1), ("type", cash.Type), ("parent", cash.Parent)),
            cancellationToken
        );
    }

    /// <summary>Ledger entries of the invoices with a reference.</summary>
    public async Task<int> PostingsAsync(string reference, CancellationToken cancellationToken)
    {
        var invoices = await Rpc.SearchReadAsync<WorkRow>(
            new("account.invoice", [new object[] { "reference", "=", reference }], []),
            cancellationToken
        );
        var origins = invoices
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"account.invoice,{row.Id}"))
            .ToArray();
        var moves = await Rpc.SearchReadAsync<WorkRow>(
            new(
                "account.move",
                [new object[] { "origin", "in", origins }, new object[] { "state", "=", "posted" }],
                []
            ),
            cancellationToken
        );
        return moves.Length;
    }

    /// <summary>Debits, and credits below zero, of posted entries whose description begins with a reference.</summary>
    public async Task<IReadOnlyList<decimal>> JournalAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        var lines = await Rpc.SearchReadAsync<SideRow>(
            new(
                "account.move.line",
                [
                    new object[] { "move.description", "like", reference + ":%" },
                    new object[] { "move.state", "=", "posted" },
                ],
                ["debit", "credit"]
            ),
            cancellationToken
        );
        return [.. lines.Select(x => x.Debit - x.Credit)];
    }

    /// <summary>The name of the party with a code.</summary>
    public async Task<string> CustomerNameAsync(string code, CancellationToken cancellationToken)
    {
        var parties = await Rpc.SearchReadAsync<WorkRow>(
            new("party.party", [new object[] { "code", "=", code }], ["name"]),
            cancellationToken
        );
        return parties.Single().Name;
    }

    /// <summary>Ends every session of the hub's user on the server.</summary>
    public async Task EndAllSessionsAsync(CancellationToken cancellationToken)
    {
        // A user may not look at sessions, but a new password ends them all.
        await Rpc.CallAsync<object?>(
            TrytonCall.Change(
                "res.user",
                "set_preferences",
                [Values(("password", TrytonServer.Password))]
            ),
            cancellationToken
        );
    }

    /// <summary>Debit less credit of everything posted to an account of the seeded chart.</summary>
    /// <param name="account">Its name: Main Receivable, Main Revenue, Main Tax, Main Cash.</param>
    public async Task<decimal> BalanceAsync(string account, CancellationToken cancellationToken)
    {
        var lines = await Rpc.SearchReadAsync<MoveLineRow>(
            new(
                "account.move.line",
                [
                    new object[] { "account.name", "=", account },
                    new object[] { "move.state", "=", "posted" },
                ],
                ["debit", "credit"]
            ),
            cancellationToken
        );
        return lines.Sum(line => line.Debit - line.Credit);
    }

    /// <summary>Values of a record, by field name.</summary>
    internal static Dictionary<string, object?> Values(
        params (string Name, object? Value)[] fields
    ) => fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private static object[] Commands(string command, Dictionary<string, object?> values) =>
        [new object[] { command, new object[] { values } }];

    private async Task<int> CreateAsync(
        string model,
        Dictionary<string, object?> values,
        CancellationToken cancellationToken
    ) => (await Rpc.CreateAsync(model, [values], cancellationToken))[0];

    private async Task PressPeriodAsync(
        LocalDate day,
        string button,
        CancellationToken cancellationToken
    )
    {
        var periods = await Rpc.SearchReadAsync<WorkRow>(
            new(
                "account.period",
                [
                    new object[] { "start_date", "<=", day },
                    new object[] { "end_date", ">=", day },
                    new object[] { "type", "=", "standard" },
                ],
                ["name"]
            ),
            cancellationToken
        );
        await Rpc.PressAsync("account.period", button, [periods.Single().Id], cancellationToken);
    }

    private sealed record WorkRow(int Id, string Name, IReadOnlyList<int> TimesheetWorks);

    private sealed record AccountKindRow(int Id, string Name, int Type, int Parent);

    private sealed record PayRow(int Id, int Currency, int Account, decimal AmountToPay);

    private sealed record MoveLineRow(int Id, decimal Debit, decimal Credit);

    private sealed record SideRow(int Id, decimal Debit, decimal Credit);
}
