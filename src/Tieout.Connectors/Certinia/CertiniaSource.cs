using Tieout.Connectors.Certinia.Feeds;
using Tieout.Connectors.Salesforce;

namespace Tieout.Connectors.Certinia;

/// <summary>Reads people, projects, assignments, time, expenses, milestones and billing events from Certinia PSA.</summary>
/// <remarks>PSA is a package of objects on Salesforce, so it is read as Salesforce is.</remarks>
public sealed class CertiniaSource(CertiniaOptions options, TimeProvider timeProvider)
    : OrganisationSource(
        options.Access,
        timeProvider,
        new ResourceFeed(options),
        new ProjectFeed(options),
        new AssignmentFeed(options),
        new TimeFeed(options),
        new TimeSplitFeed(options),
        new ExpenseFeed(options),
        new MilestoneFeed(options),
        new BillingEventFeed(options)
    );
