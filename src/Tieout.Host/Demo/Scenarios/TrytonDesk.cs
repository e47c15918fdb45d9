using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What accountants do in a real Tryton.</summary>
internal sealed class TrytonDesk : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly RealSystems _systems;
    private readonly TrytonRpc _rpc;
    private string _tax = string.Empty;
    private MethodRow? _method;

    private TrytonDesk(RealSystems systems)
    {
        _systems = systems;
        var options = new TrytonOptions
        {
            System = "tryton",
            Server = systems.Tryton,
            Database = systems.Database,
            Login = systems.Login,
        };
        _rpc = new TrytonRpc(
            _http,
            options,
            _ => ValueTask.FromResult(RealSystems.Secret(RealSystems.TrytonPassword)),
            TimeProvider.System
        );
    }

    /// <summary>The currency of the user's company.</summary>
    public CurrencyCode Currency { get; private set; }

    /// <summary>By the company's own chart.</summary>
    public IReadOnlyDictionary<AccountRole, string> Accounts { get; private set; } =
        new Dictionary<AccountRole, string>();

    /// <summary>With a customer; what else is needed is found in the company's books.</summary>
    /// <exception cref="DemoRefusedException">A hub has written there before, or something is missing.</exception>
    public static async Task<TrytonDesk> OpenAsync(
        ScenarioStage stage,
        CustomerCode customer,
        string name,
        CancellationToken cancellationToken
    )
    {
        var desk = stage.Own(x => new TrytonDesk(x));
        try
        {
            await desk.RequireFreshAsync(cancellationToken);
            await desk.LearnAsync(cancellationToken);
            await desk.AddCustomerAsync(customer, name, cancellationToken);
            return desk;
        }
        catch (ConnectorException e)
        {
            throw new DemoRefusedException(e.Message);
        }
    }

    /// <summary>The customer pays all that is open, as the client's Pay wizard registers it.</summary>
    public async Task CollectAsync(LocalDate day, CancellationToken cancellationToken)
    {
        foreach (
            var invoice in (await OursAsync(cancellationToken)).Where(x => x.AmountToPay != 0m)
        )
        {
            var start = Values(
                ("amount", invoice.AmountToPay),
                ("currency", invoice.Currency),
                ("currency_digits", Currency.MinorUnitDigits),
                ("date", day),
                ("payment_method", _method!.Id),
                ("description", "Bank transfer"),
                ("company", invoice.Company),
                ("invoice_account", invoice.Account)
            );
            var wizard = TrytonWizard.On(
                _rpc,
                "account.invoice.pay",
                "account.invoice",
                invoice.Id
            );
            await wizard.StartAsync(cancellationToken);
            await wizard.ExecuteAsync("choice", Values(("start", start)), cancellationToken);
            await wizard.EndAsync(cancellationToken);
        }
    }

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    public string Section(string name, TaxCode tax) =>
        $$"""
              {{name}}:
                kind: tryton
                server: {{_systems.Tryton}}
                database: {{_systems.Database}}
                login: {{_systems.Login}}
                password: env:{{RealSystems.TrytonPassword}}
                taxes: { {{tax}}: "{{_tax}}" }
            """;

    public ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Documents that this hub does not know would not tie out.</summary>
    private async Task RequireFreshAsync(CancellationToken cancellationToken)
    {
        var held = await OursAsync(cancellationToken);
        if (held.Length > 0)
        {
            throw new DemoRefusedException(
                $"The database {_systems.Database} of Tryton holds {held.Length} documents of a hub already; "
                    + "a rehearsal needs one that no hub has written to."
            );
        }
    }

    private async Task LearnAsync(CancellationToken cancellationToken)
    {
        var user = await _rpc.CallAsync<UserRow>(
            TrytonCall.Read("res.user", "get_preferences", [true]),
            cancellationToken
        );
        if (user.Company is not { } own)
        {
            throw new DemoRefusedException($"{_systems.Login} has no company in Tryton.");
        }

        var companies = await _rpc.ReadAsync<CompanyRow>(
            "company.company",
            [own],
            ["currency"],
            cancellationToken
        );
        var currencies = await _rpc.ReadAsync<CodeRow>(
            "currency.currency",
            [companies[0].Currency],
            ["code"],
            cancellationToken
        );
        Currency = CurrencyCode.Parse(currencies[0].Code);
        var taxes = await _rpc.SearchReadAsync<TaxRow>(
            new("account.tax", [new object[] { "rate", "=", 0.2m }], ["name", "invoice_account"]),
            cancellationToken
        );
        if (taxes.Length == 0)
        {
            throw new DemoRefusedException(
                $"The company of {_systems.Login} in Tryton has no tax of 20 %; the story needs one."
            );
        }

        _tax = taxes[0].Name;
        _method = await MethodAsync(cancellationToken);
        Accounts = new Dictionary<AccountRole, string>
        {
            [AccountRole.AccountsReceivable] = await KindAsync("receivable", cancellationToken),
            [AccountRole.Revenue] = await KindAsync("revenue", cancellationToken),
            [AccountRole.TaxPayable] = await NameAsync(taxes[0].InvoiceAccount, cancellationToken),
            [AccountRole.Cash] = await NameAsync(_method.DebitAccount, cancellationToken),
        };
    }

    private async Task<MethodRow> MethodAsync(CancellationToken cancellationToken)
    {
        var methods = await _rpc.SearchReadAsync<MethodRow>(
            new("account.invoice.payment.method", [], ["debit_account"]),
            cancellationToken
        );
        return methods is [var method, ..]
            ? method
            : throw new DemoRefusedException("Tryton has no payment method; the story needs one.");
    }

    private async Task<string> KindAsync(string kind, CancellationToken cancellationToken)
    {
        var found = await _rpc.SearchReadAsync<NamedRow>(
            new("account.account", [new object[] { $"type.{kind}", "=", true }], ["name"]),
            cancellationToken
        );
        return found is [var account, ..]
            ? account.Name
            : throw new DemoRefusedException($"Tryton has no {kind} account; the story needs one.");
    }

    private async Task<string> NameAsync(int account, CancellationToken cancellationToken) =>
        (await _rpc.ReadAsync<NamedRow>("account.account", [account], ["name"], cancellationToken))[
            0
        ].Name;

    /// <summary>Unless a telling that was given up has entered it.</summary>
    private async Task AddCustomerAsync(
        CustomerCode code,
        string name,
        CancellationToken cancellationToken
    )
    {
        var known = await _rpc.SearchReadAsync<NamedRow>(
            new("party.party", [new object[] { "code", "=", code.Value }], ["name"]),
            cancellationToken
        );
        if (known.Length > 0)
        {
            return;
        }

        _ = await _rpc.CreateAsync(
            "party.party",
            [
                Values(
                    ("code", code.Value),
                    ("name", name),
                    (
                        "addresses",
                        new object[]
                        {
                            new object[]
                            {
                                "create",
                                new object[]
                                {
                                    Values(("street", "1 Main St"), ("city", "Springfield")),
                                },
                            },
                        }
                    )
                ),
            ],
            cancellationToken
        );
    }

    /// <summary>The documents of a hub, and no others.</summary>
    private Task<InvoiceRow[]> OursAsync(CancellationToken cancellationToken) =>
        _rpc.SearchReadAsync<InvoiceRow>(
            new(
                "account.invoice",
                [
                    new object[] { "type", "=", "out" },
                    new object[] { "reference", "like", $"{InvoiceReferences.Prefix}%" },
                ],
                ["currency", "company", "account", "amount_to_pay"]
            ),
            cancellationToken
        );

    private static Dictionary<string, object?> Values(
        params (string Name, object? Value)[] fields
    ) => fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);

    private sealed record UserRow(int? Company);

    private sealed record CompanyRow(int Id, int Currency);

    private sealed record CodeRow(int Id, string Code);

    private sealed record TaxRow(int Id, string Name, int InvoiceAccount);

    private sealed record MethodRow(int Id, int DebitAccount);

    private sealed record NamedRow(int Id, string Name);

    private sealed record InvoiceRow(
        int Id,
        int Currency,
        int Company,
        int Account,
        decimal AmountToPay
    );
}
