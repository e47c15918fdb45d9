namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>The entities of API v2.0 that are served.</summary>
/// <remarks>
/// Names, types and what is read-only are those of the vendor's reference of v2.0; lengths are
/// those of the tables behind it [U].
/// </remarks>
internal static class Resources
{
    public const string Modified = "lastModifiedDateTime";

    public const string Companies = "companies";

    public const string Subscriptions = "subscriptions";

    /// <summary>What a company has.</summary>
    public static IReadOnlyList<Resource> OfCompany { get; } =
    [.. MasterResources.All, .. DocumentResources.All, .. LedgerResources.All];

    public static Resource Company { get; } =
        new Resource("company", Companies, "Company") { SortedBy = ["name"] }
            .Id()
            .Text(250, "systemVersion")
            .With("timestamp", FieldKind.Long)
            .Text(30, "name")
            .Text(250, "displayName", "businessProfileId")
            .Stamp("systemCreatedAt")
            .Guids("systemCreatedBy")
            .Stamp("systemModifiedAt")
            .Guids("systemModifiedBy");

    /// <summary>Whom to tell of changes.</summary>
    public static Resource Subscription { get; } =
        new Resource("subscription", Subscriptions, "Subscription")
        {
            SortedBy = ["subscriptionId"],
            Verbs = Verbs.All,
        }
            .Text(150, "subscriptionId")
            .Text(2048, "notificationUrl")
            .Text(2048, "resource")
            .With("timestamp", FieldKind.Long)
            .Guids("userId")
            .Stamp()
            .Text(2048, "clientState")
            .Stamp("expirationDateTime")
            .Stamp("systemCreatedAt")
            .Guids("systemCreatedBy")
            .Stamp("systemModifiedAt")
            .Guids("systemModifiedBy");

    private static Dictionary<string, Resource> BySet { get; } =
        OfCompany
            .Append(Company)
            .Append(Subscription)
            .ToDictionary(x => x.Set, StringComparer.Ordinal);

    public static Resource Get(string set) => BySet[set];
}
