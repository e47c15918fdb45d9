using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>Expenses. Receipts are not taken.</summary>
internal sealed class HarvestExpenses(HarvestBook book, HarvestShapes shapes, HarvestRights rights)
{
    public const string Kind = "expenses";

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "v2/expenses", List);
        routes.Add("POST", "v2/expenses", Create);
        routes.Add("GET", "v2/expenses/*", x => Show(rights.Get(Kind, x.Id)));
        routes.Add("PATCH", "v2/expenses/*", Change);
        routes.Add("DELETE", "v2/expenses/*", Delete);
    }

    private static string? LockOf(JsonObject expense) =>
        expense.IsTrue("is_billed") ? "Expense is invoiced." : HarvestTime.LockOf(expense);

    private JsonAnswer List(JsonCall call) =>
        HarvestPaging.Page(
            call,
            Kind,
            HarvestPaging.InOrder(
                book.All(Kind).Where(x => rights.Sees(x) && HarvestFilter.Holds(call, x))
            ),
            Show
        );

    private JsonObject Show(JsonObject expense)
    {
        var shown = HarvestShapes.Without(
            expense,
            "user_id",
            "project_id",
            "expense_category_id",
            "invoice_id",
            "is_explicitly_locked"
        );
        var lockedReason = LockOf(expense);
        shown["is_closed"] = expense.TextAt("approval_status") is "approved";
        shown["is_locked"] = lockedReason is not null;
        shown["locked_reason"] = lockedReason;
        shown["user"] = shapes.User(expense);
        shown["user_assignment"] = shapes
            .Assignment(expense, "user_assignments", "user_id")
            ?.Only(
                "id",
                "is_project_manager",
                "is_active",
                "budget",
                "created_at",
                "updated_at",
                "hourly_rate"
            );
        shown["project"] = shapes.Reference(
            expense,
            "project_id",
            "projects",
            "id",
            "name",
            "code"
        );
        shown["expense_category"] = shapes.Reference(
            expense,
            "expense_category_id",
            "expense_categories",
            "id",
            "name",
            "unit_price",
            "unit_name"
        );
        shown["client"] = shapes.Client(expense, "id", "name", "currency");
        shown["invoice"] = shapes.Reference(expense, "invoice_id", "invoices", "id", "number");
        return shown;
    }

    private JsonAnswer Create(JsonCall call)
    {
        var expense = new JsonObject();
        book.Fill(HarvestKind.Expenses, expense, call.Sent, isNew: true);
        expense["user_id"] ??= HarvestApi.Me;
        expense["approval_status"] = "unsubmitted";
        expense["is_billed"] = false;
        expense["receipt"] = new JsonObject
        {
            ["url"] = null,
            ["file_name"] = null,
            ["file_size"] = null,
            ["content_type"] = null,
        };
        Price(expense);
        _ = book.Add(Kind, expense, call.Now);
        return new JsonAnswer(201, Show(expense));
    }

    private void Price(JsonObject expense)
    {
        var category = book.Referred(expense, "expense_category_id", "expense_categories")!;
        if (category.NumberAt("unit_price") is { } price)
        {
            var units = expense.NumberAt("units") ?? throw HarvestRefusals.Blank("units");
            expense["total_cost"] = (units * price).RoundTo(2);
        }
        else
        {
            expense["units"] ??= 1.0m;
            _ = expense["total_cost"] ?? throw HarvestRefusals.Blank("total_cost");
        }
    }

    private JsonAnswer Change(JsonCall call)
    {
        var expense = Unlocked(call);
        book.Fill(HarvestKind.Expenses, expense, call.Sent, isNew: false);
        Price(expense);
        return Show(book.Save(Kind, expense, call.Now));
    }

    private JsonAnswer Delete(JsonCall call)
    {
        var expense = rights.Get(Kind, call.Id);
        if (expense.IsTrue("is_billed") || (!rights.IsAdministrator && LockOf(expense) is not null))
        {
            throw HarvestRefusals.Invalid(LockOf(expense)!);
        }

        book.Remove(Kind, expense);
        return Show(expense);
    }

    private JsonObject Unlocked(JsonCall call)
    {
        var expense = rights.Get(Kind, call.Id);
        return LockOf(expense) is { } reason ? throw HarvestRefusals.Invalid(reason) : expense;
    }
}
