using CreditBridge.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CreditBridge.Web.Lists;

/// <summary>The states of a state machine as options of a select, in the words of the pills.</summary>
internal static class Choices
{
    public static IEnumerable<SelectListItem> Of<TState>() where TState : struct, Enum =>
        Enum.GetValues<TState>().Select(state => new SelectListItem(StatusLook.Of(state).Word, state.ToString()));
}
