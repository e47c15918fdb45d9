using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.ProjectSetup;
using Tieout.Host.Configuration;

namespace Tieout.Host.Hosting;

/// <summary>The accounting periods of the ledger that documents of a day would go to.</summary>
public static class TargetPeriods
{
    private static readonly Duration PatienceMax = Duration.FromSeconds(10);

    /// <summary>Asks the target; a plan is shown without its periods where it does not answer.</summary>
    /// <returns>The periods, or why they are not known; neither where the target tells none.</returns>
    public static async Task<(PostingCalendar? Calendar, string? WhyNot)> ReadAsync(
        HubConfiguration configuration,
        ReferenceBook reference,
        LegalEntityCode legalEntity,
        LocalDate date,
        CancellationToken cancellationToken
    )
    {
        var document = new RoutedDocument("-", legalEntity, date);
        if (reference.Routing?.RouteFor(document) is not Route.ByRule { Target: var target })
        {
            return (null, null);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PatienceMax.ToTimeSpan());
        try
        {
            using var systems = new ConnectedSystems(configuration, HubSurroundings.Standard);
            var sink = systems.All.FirstOrDefault(x =>
                x.System.Equals(target, StringComparison.Ordinal)
            );
            if (sink is not IPostingCalendar calendar)
            {
                return (null, null);
            }

            var periods = await calendar.ReadPeriodsAsync(legalEntity, patience.Token);
            return (
                new PostingCalendar(new LedgerCalendar(periods), systems.ShiftOf(target)),
                null
            );
        }
        catch (ConnectorException e)
        {
            return (null, e.Message);
        }
        catch (SecretMissingException e)
        {
            return (null, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{target} did not answer within {PatienceMax.TotalSeconds:0} seconds");
        }
    }
}
