using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>What people do in Harvest's pages and no call of its API does.</summary>
internal sealed class HarvestRehearsal(HarvestBook book)
{
    private static readonly string[] Work = [HarvestTime.Kind, HarvestExpenses.Kind];

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("POST", "rehearsal/approvals", Approve);
        routes.Add("POST", "rehearsal/locks", Lock);
        routes.Add("POST", "rehearsal/invoices", Bill);
        routes.Add("PUT", "rehearsal/rounding", Round);
        routes.Add("PUT", "rehearsal/access-roles", Entitle);
    }

    /// <summary>Submits, approves or reopens what a person did on some days.</summary>
    private JsonAnswer Approve(JsonCall call)
    {
        var status = call.Sent.TextAt("status");
        if (status is not ("unsubmitted" or "submitted" or "approved"))
        {
            throw HarvestRefusals.Invalid("status is unsubmitted, submitted or approved");
        }

        return Each(
            call,
            x => !status.Equals(x.TextAt("approval_status"), StringComparison.Ordinal),
            x => x["approval_status"] = status
        );
    }

    private JsonAnswer Lock(JsonCall call)
    {
        var isLocked = call.Sent.IsTrue("is_locked");
        return Each(
            call,
            x => x.IsTrue("is_explicitly_locked") != isLocked,
            x => x["is_explicitly_locked"] = isLocked
        );
    }

    /// <summary>Makes an invoice of what is billable and not billed.</summary>
    private JsonAnswer Bill(JsonCall call)
    {
        var number = call.Sent.TextAt("number") ?? throw HarvestRefusals.Blank("number");
        var invoice = book.Add("invoices", new JsonObject { ["number"] = number }, call.Now);
        return Each(
            call,
            x => x.IsTrue("billable") && !x.IsTrue("is_billed"),
            x =>
            {
                x["is_billed"] = true;
                x["invoice_id"] = invoice.WholeAt("id");
            }
        );
    }

    /// <summary>What an administrator lets the person do whose token it is.</summary>
    private JsonAnswer Entitle(JsonCall call)
    {
        if (call.Sent["access_roles"] is not JsonArray roles)
        {
            throw HarvestRefusals.Invalid("access_roles must be an array");
        }

        var me = book.Get("users", HarvestApi.MeText);
        me["access_roles"] = roles.DeepClone();
        _ = book.Save("users", me, call.Now);
        return new JsonAnswer(204);
    }

    private JsonAnswer Round(JsonCall call)
    {
        var company = book.Get("company", "1");
        company["_rounding_minutes"] = call.Sent.NumberAt("minutes") ?? 0m;
        company["_rounding_mode"] = call.Sent.TextAt("mode");
        _ = book.Save("company", company, call.Now);
        return new JsonAnswer(204);
    }

    /// <summary>Work of <c>user_id</c> and <c>project_id</c>, <c>from</c> one day <c>to</c> another; each may be left out.</summary>
    private JsonAnswer Each(
        JsonCall call,
        Func<JsonObject, bool> isMeant,
        Action<JsonObject> change
    )
    {
        var (user, project) = (call.Sent.WholeAt("user_id"), call.Sent.WholeAt("project_id"));
        var (from, to) = (call.Sent.TextAt("from"), call.Sent.TextAt("to"));
        var count = 0;
        foreach (var kind in Work)
        {
            var meant = book.All(kind)
                .Where(x => user is null || x.WholeAt("user_id") == user)
                .Where(x => project is null || x.WholeAt("project_id") == project)
                .Where(x =>
                    from is null || string.CompareOrdinal(x.TextAt("spent_date"), from) >= 0
                )
                .Where(x => to is null || string.CompareOrdinal(x.TextAt("spent_date"), to) <= 0)
                .Where(x => !x.IsTrue("is_running") && isMeant(x))
                .ToList();
            foreach (var record in meant)
            {
                change(record);
                _ = book.Save(kind, record, call.Now);
            }

            count += meant.Count;
        }

        return new JsonObject { ["changed"] = count };
    }
}
