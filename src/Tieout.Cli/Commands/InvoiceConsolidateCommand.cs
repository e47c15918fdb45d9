using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Invoicing.Grouping;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Consolidation;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice consolidate`: what one payer owes for several contracts.</summary>
internal sealed class InvoiceConsolidateCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<LocalDate?> _from = CommonOptions.Day(
        "--from",
        "First invoice date, included: 2026-10-01."
    );

    private readonly Option<LocalDate?> _to = CommonOptions.Day(
        "--to",
        "Last invoice date, included: 2026-10-31."
    );

    private readonly Option<string?> _payer = new("--payer")
    {
        Description = "Only documents addressed to this customer.",
    };

    private readonly Option<string?> _entity = new("--entity")
    {
        Description = "Only this legal entity.",
    };

    public InvoiceConsolidateCommand()
        : base(
            "consolidate",
            """
            Puts the approved documents of a payer together, over all of its contracts and of the
            customers below it: one consolidated invoice for each legal entity, currency and
            purchase order. It is a page to send with them; it posts nothing and changes nothing.
            Drafts are not on it and are named. Works while the hub runs.

            Example:
              tieout invoice consolidate --from 2026-10-01 --to 2026-10-31 --payer C-100
            """
        )
    {
        _from.Required = true;
        _to.Required = true;
        Options.Add(_config);
        Options.Add(_from);
        Options.Add(_to);
        Options.Add(_payer);
        Options.Add(_entity);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = (parsed.GetValue(_from)!.Value, parsed.GetValue(_to)!.Value);
        if (to < from)
        {
            throw new CommandRefusedException(ExitCode.Usage, "--to is before --from.");
        }

        await using var reading = await CommandFrame.OpenReadingAsync(
            parsed.GetRequiredValue(_config),
            screen,
            cancellationToken
        );
        await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        var found = await ConsolidatedInvoices.ReadAsync(
            moment,
            new DateInterval(from, to),
            parsed.GetValue(_payer),
            parsed.GetValue(_entity),
            cancellationToken
        );
        if (found is { Invoices: [], Drafts: [] } && parsed.GetValue(_payer) is { } payer)
        {
            await RequireAsync(moment, payer, cancellationToken);
        }

        screen.Show(
            new
            {
                reading.Offset,
                reading.Head,
                found.Invoices,
                found.Drafts,
            },
            () => Show(screen, reading, found)
        );
        return ExitCode.Ok;
    }

    /// <summary>A payer without documents may be a slip, or a customer whose parent pays.</summary>
    private static async Task RequireAsync(
        ReadSnapshot moment,
        string payer,
        CancellationToken cancellationToken
    )
    {
        var payers = await ConsolidatedInvoices.PayersOfAsync(moment, payer, cancellationToken);
        if (payers.Count == 0)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--payer: no contract and no document names a customer '{payer}'."
            );
        }

        if (!payers.Contains(payer, StringComparer.Ordinal))
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--payer: documents of {payer} go to {string.Join(", ", payers)}."
            );
        }
    }

    private static void Show(Screen screen, HubReading reading, ConsolidatedInvoices found)
    {
        foreach (var invoice in found.Invoices)
        {
            Show(screen, invoice);
        }

        if (found.Invoices.Count == 0)
        {
            screen.Line("No approved document of these days.");
        }

        if (found.Drafts.Count > 0)
        {
            screen.Line(
                $"Not approved yet, and on none of them: {string.Join(", ", found.Drafts)}"
            );
        }

        screen.Line(reading.AsOf);
    }

    private static void Show(Screen screen, ConsolidatedInvoice invoice)
    {
        var key = invoice.Key;
        screen.Line(
            $"To {key.Payer} from {key.LegalEntity}, {key.Currency}"
                + (key.PurchaseOrder is { } order ? $", order {order}" : string.Empty)
                + $": {Figures.Count(invoice.Documents.Count, "document")}"
        );
        screen.Table(
            [
                "document",
                "number",
                "contract",
                "customer",
                "date",
                "due",
                ">net",
                ">tax",
                ">gross",
                ">payable",
                ">open",
            ],
            invoice
                .Documents.Select(x =>
                    (IReadOnlyList<string>)
                        [
                            x.Reference.Value,
                            x.Number ?? "-",
                            x.Engagement.Value,
                            x.Customer.Value,
                            Figures.Day(x.Date),
                            Figures.Day(x.DueDate),
                            Figures.Amount(x.Net),
                            Figures.Amount(x.Tax),
                            Figures.Amount(x.Gross),
                            Figures.Amount(x.Payable),
                            Figures.Amount(x.Open),
                        ]
                )
                .Append([
                    "in all",
                    string.Empty,
                    string.Empty,
                    string.Empty,
                    string.Empty,
                    string.Empty,
                    Figures.Amount(invoice.Net),
                    Figures.Amount(invoice.Tax),
                    Figures.Amount(invoice.Gross),
                    Figures.Amount(invoice.Payable),
                    Figures.Amount(invoice.Open),
                ])
        );
    }
}
