using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>`tieout amendment approve`.</summary>
internal sealed class AmendmentApproveCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _engagement = new("contract")
    {
        Description = "As 'tieout amendment list' prints it.",
    };

    private readonly Option<string> _plan = new("--plan")
    {
        Description = "As 'tieout amendment plan' printed it.",
        Required = true,
    };

    private readonly Option<string> _by = new("--by")
    {
        Description = "Who approves: neither the amendment's author nor who proposed the plan.",
        Required = true,
    };

    public AmendmentApproveCommand()
        : base(
            "approve",
            """
            Approves a proposed plan and carries it out as one unit: the amendment counts, the
            documents are made and final, open work is valued anew. The next 'tieout run' delivers
            the documents. Refused when the plan would do something else by now; approving a
            second time changes nothing. No hub may be running.

            Example:
              tieout amendment approve K-1 --plan 1-0f3a9c1b04d7 --by anna
            """
        )
    {
        Arguments.Add(_engagement);
        Options.Add(_config);
        Options.Add(_plan);
        Options.Add(_by);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var config = parsed.GetRequiredValue(_config);
        var configuration = CommandFrame.ReadConfiguration(config);
        var engagement = EngagementOption.Parse(parsed.GetRequiredValue(_engagement));
        var plan = parsed.GetRequiredValue(_plan);
        var recorded = await EngagementOrders.GiveAsync(
            configuration,
            engagement,
            new ApproveAmendment(plan, CommonOptions.Text(parsed, _by)),
            cancellationToken
        );
        await using var reading = await CommandFrame.OpenReadingAsync(
            config,
            screen,
            cancellationToken
        );
        var (state, _) = await HubOrders.ReadAsync(reading.Log, engagement, cancellationToken);
        var made = state
            .Invoices.Values.Select(x => x.Invoice)
            .Where(x => plan.Equals(x.AmendmentPlan, StringComparison.Ordinal))
            .Select(x => new
            {
                reference = x.Reference.Value,
                type = x.Type.ToString(),
                billTo = x.BillTo.Value,
                net = x.Net,
                tax = x.Tax,
                gross = x.Gross,
            })
            .ToList();
        screen.Show(
            new
            {
                plan,
                wasCarriedOutBefore = recorded == 0,
                documents = made,
            },
            () =>
            {
                screen.Line(
                    recorded == 0
                        ? $"Plan {plan} was carried out before; nothing changed."
                        : $"Plan {plan} is carried out."
                );
                foreach (var x in made)
                {
                    screen.Line(
                        $"  {x.type} {x.reference} to {x.billTo}: {Figures.WithCurrency(x.net)} net + "
                            + $"{Figures.WithCurrency(x.tax)} tax = {Figures.WithCurrency(x.gross)}"
                    );
                }
            }
        );
        return ExitCode.Ok;
    }
}
