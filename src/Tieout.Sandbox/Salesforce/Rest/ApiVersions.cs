using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>The versions of the API; each has the name of a season.</summary>
internal static class ApiVersions
{
    private static readonly string[] Seasons = ["Winter", "Spring", "Summer"];

    public static JsonArray List()
    {
        var versions = new JsonArray();
        for (
            var version = (int)SalesforceRest.OldestVersion;
            version <= SalesforceRest.NewestVersion;
            version++
        )
        {
            // Version 32 is Winter '15; three follow each other within a year.
            var at = version - 32 + 3;
            var label = string.Create(
                CultureInfo.InvariantCulture,
                $"{Seasons[at % 3]} '{14 + (at / 3)}"
            );
            var number = version.ToString("0.0", CultureInfo.InvariantCulture);
            versions.Add(
                new JsonObject
                {
                    ["label"] = label,
                    ["url"] = "/services/data/v" + number,
                    ["version"] = number,
                }
            );
        }

        return versions;
    }
}
