using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>How an account rounds the hours of its reports and invoices.</summary>
internal static class HarvestRounding
{
    /// <summary>Hours as reports and invoices have them.</summary>
    /// <param name="company">Has the account's preference: a mode, and the minutes of a step.</param>
    public static decimal Apply(JsonObject company, decimal hours)
    {
        var minutes = company.NumberAt("_rounding_minutes") ?? 0m;
        if (minutes == 0m)
        {
            return hours;
        }

        var steps = hours * 60m / minutes;
        var whole = company.TextAt("_rounding_mode") switch
        {
            "up" => decimal.Ceiling(steps),
            "down" => decimal.Floor(steps),
            _ => steps.RoundTo(0),
        };
        return (whole * minutes / 60m).RoundTo(2);
    }
}
