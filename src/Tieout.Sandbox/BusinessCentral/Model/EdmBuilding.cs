using Microsoft.OData.Edm;

namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>The entity data model, as <c>$metadata</c> tells it and as addresses are read by it.</summary>
internal static class EdmBuilding
{
    public const string Namespace = "Microsoft.NAV";

    public static IEdmModel Model { get; } = Build();

    private static EdmModel Build()
    {
        var model = new EdmModel();
        var container = new EdmEntityContainer(Namespace, "default");
        model.AddElement(container);
        Resource[] all = [Resources.Company, Resources.Subscription, .. Resources.OfCompany];
        var types = all.ToDictionary(x => x.Set, TypeOf, StringComparer.Ordinal);
        foreach (var resource in all)
        {
            Describe(model, resource, types);
            _ = container.AddEntitySet(resource.Set, types[resource.Set]);
        }

        foreach (var part in Resources.OfCompany)
        {
            _ = types[Resources.Companies]
                .AddUnidirectionalNavigation(Way(part.Set, types[part.Set], isMany: true));
        }

        return model;
    }

    private static EdmEntityType TypeOf(Resource resource) => new(Namespace, resource.Type);

    private static void Describe(
        EdmModel model,
        Resource resource,
        Dictionary<string, EdmEntityType> types
    )
    {
        var type = types[resource.Set];
        foreach (var field in resource.Fields)
        {
            var property = type.AddStructuralProperty(field.Name, Kind(model, resource, field));
            if (string.Equals(field.Name, resource.Key, StringComparison.Ordinal))
            {
                type.AddKeys(property);
            }
        }

        foreach (var way in resource.Navigations)
        {
            _ = type.AddUnidirectionalNavigation(Way(way.Name, types[way.Target], way.IsMany));
        }

        model.AddElement(type);
        foreach (var name in resource.Actions)
        {
            var action = new EdmAction(
                Namespace,
                name,
                returnType: null,
                isBound: true,
                entitySetPathExpression: null
            );
            action.AddParameter("bindingParameter", new EdmEntityTypeReference(type, false));
            model.AddElement(action);
        }
    }

    private static EdmNavigationPropertyInfo Way(string name, EdmEntityType target, bool isMany) =>
        new()
        {
            Name = name,
            Target = target,
            TargetMultiplicity = isMany ? EdmMultiplicity.Many : EdmMultiplicity.ZeroOrOne,
            ContainsTarget = isMany,
        };

    private static IEdmTypeReference Kind(EdmModel model, Resource resource, Field field)
    {
        var core = EdmCoreModel.Instance;
        return field.Kind switch
        {
            FieldKind.Guid => core.GetGuid(isNullable: false),
            FieldKind.Code or FieldKind.Text => core.GetString(
                isUnbounded: false,
                maxLength: field.Length,
                isUnicode: true,
                isNullable: true
            ),
            FieldKind.Decimal => core.GetDecimal(isNullable: true),
            FieldKind.Integer => core.GetInt32(isNullable: true),
            FieldKind.Long => core.GetInt64(isNullable: true),
            FieldKind.Boolean => core.GetBoolean(isNullable: true),
            FieldKind.Date => core.GetDate(isNullable: true),
            FieldKind.Instant => core.GetDateTimeOffset(isNullable: true),
            _ => new EdmEnumTypeReference(Choice(model, resource, field), isNullable: true),
        };
    }

    private static EdmEnumType Choice(EdmModel model, Resource resource, Field field)
    {
        var name = $"{resource.Type}{char.ToUpperInvariant(field.Name[0])}{field.Name[1..]}";
        var choice = new EdmEnumType(Namespace, name);
        for (var i = 0; i < field.Choices!.Count; i++)
        {
            _ = choice.AddMember(Spelling.Of(field.Choices[i]), new EdmEnumMemberValue(i));
        }

        model.AddElement(choice);
        return choice;
    }
}
