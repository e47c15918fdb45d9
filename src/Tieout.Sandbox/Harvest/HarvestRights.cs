using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>What the person whose token it is may see: others are shown a part, and nothing says so.</summary>
/// <remarks>
/// An administrator sees all; a manager his own work and that of the projects that he manages; a
/// member his own. What a hidden record is answered with is not documented [U].
/// </remarks>
internal sealed class HarvestRights(HarvestBook book)
{
    public bool IsAdministrator => Has("administrator");

    /// <summary>Whether time or an expense is shown.</summary>
    public bool Sees(JsonObject work) =>
        IsAdministrator
        || work.WholeAt("user_id") == HarvestApi.Me
        || (Has("manager") && Manages(work.WholeAt("project_id")));

    /// <summary>Whether a project is shown.</summary>
    public bool SeesProject(JsonObject project) =>
        IsAdministrator || Manages(project.WholeAt("id"));

    /// <summary>Time or an expense that is shown.</summary>
    /// <exception cref="JsonRefusalException">There is none, or it is hidden.</exception>
    public JsonObject Get(string kind, string id)
    {
        var work = book.Get(kind, id);
        return Sees(work) ? work : throw HarvestRefusals.NotFound();
    }

    /// <summary>Lets administrators pass; managers too, where they see a part.</summary>
    /// <exception cref="JsonRefusalException">The token's owner is neither.</exception>
    public void Require(bool orManager)
    {
        if (!IsAdministrator && !(orManager && Has("manager")))
        {
            throw HarvestRefusals.Forbidden();
        }
    }

    private bool Has(string role) =>
        book.Find("users", HarvestApi.MeText)?["access_roles"] is JsonArray roles
        && roles.Any(x => role.Equals(x?.ToString(), StringComparison.Ordinal));

    private bool Manages(long? project) =>
        book.All("user_assignments")
            .Any(x =>
                x.WholeAt("user_id") == HarvestApi.Me
                && x.WholeAt("project_id") == project
                && x.IsTrue("is_project_manager")
            );
}
