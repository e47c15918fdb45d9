using Tieout.Connectors.Certinia;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: certinia</c>.</summary>
internal static class CertiniaReading
{
    private static readonly string[] Needed = ["projectCode", "projectEngagement", "resourceCode"];

    public static SystemSettings.CertiniaPsa Read(string name, YamlSection section, string folder)
    {
        var (access, secret) = SalesforceReading.ReadAccess(name, section, folder);
        var names = SalesforceReading.Names(section, CertiniaOptions.DefaultNames);
        foreach (var use in Needed.Where(x => names[x].Length == 0))
        {
            section.OptionalSection("names")!.Problem(use, "has to be read.");
        }

        if (section.Has("projectsFor") && !IsOwnField(names["projectEngagement"]))
        {
            section.Problem(
                "projectsFor",
                "needs names: { projectEngagement: … }, a field of the project itself that is an external id: the hub writes the contract into it."
            );
        }

        return new SystemSettings.CertiniaPsa(
            new CertiniaOptions
            {
                Access = access,
                Names = names,
                WritesBack = SystemReading.YesNo(section, "writeBack"),
                MilestoneLine = section.Value<ContractLineId>(
                    "milestoneLine",
                    Texts.TryIdentifier,
                    "the id of a contract's line",
                    ContractLineId.Parse("1")
                ),
            },
            secret
        );
    }

    /// <summary>Neither a path nor PSA's own number.</summary>
    private static bool IsOwnField(string name) =>
        name.EndsWith("__c", StringComparison.Ordinal)
        && !name.Contains('.', StringComparison.Ordinal)
        && !name.Equals(
            CertiniaOptions.DefaultNames["projectEngagement"],
            StringComparison.Ordinal
        );
}
