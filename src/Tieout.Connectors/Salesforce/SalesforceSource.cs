using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Salesforce;

/// <summary>Reads customers, opportunities, contracts and statements of work with their amendments from Salesforce.</summary>
/// <remarks>Names of objects and fields are settings. A settled feed delivers nothing.</remarks>
public sealed class SalesforceSource(SalesforceOptions options, TimeProvider timeProvider)
    : OrganisationSource(
        options.Access,
        timeProvider,
        new CustomerFeed(options),
        new OpportunityFeed(options),
        new ContractFeed(options),
        new SowFeed(options)
    );
