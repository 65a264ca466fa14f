//! What async-graphql 7.2 leaves out and a real platform does not.
//!
//! - Its rule on the types of variables never sees a value, since the combinator of its rules does
//!   not pass values on: `$envId: String!` would do where an `ID` is wanted, and the switch between
//!   the two would prove nothing.
//! - Errors from the resolvers of a dynamic schema do not say their path.

use std::sync::Arc;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextParseQuery, NextResolve, ResolveInfo,
};
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, Selection};
use async_graphql::{PathSegment, Positioned, ServerError, ServerResult, Value, Variables};
use async_graphql_value::Value as Literal;

/// Closes the gaps, for fields whose one argument is an `input` object.
#[derive(Clone, Copy)]
pub(crate) struct Gaps {
    /// The type that a member of any `input` has.
    pub(crate) type_of: fn(member: &str, ids: &'static str) -> &'static str,
    /// The type of the ids.
    pub(crate) ids: &'static str,
}

impl ExtensionFactory for Gaps {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_trait]
impl Extension for Gaps {
    async fn parse_query(
        &self,
        context: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(context, query, variables).await?;
        for (_, operation) in document.operations.iter() {
            self.check(operation)?;
        }
        Ok(document)
    }

    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let path = *info.path_node;
        next.run(context, info).await.map_err(|mut error| {
            if error.path.is_empty() {
                error.path = path.to_string_vec().into_iter().map(PathSegment::Field).collect();
            }
            error
        })
    }
}

impl Gaps {
    /// Whether the variables in the operation's inputs are of the types wanted there.
    fn check(&self, operation: &Positioned<OperationDefinition>) -> ServerResult<()> {
        let fields =
            operation.node.selection_set.node.items.iter().filter_map(|item| match &item.node {
                Selection::Field(field) => Some(&field.node),
                _ => None,
            });
        let inputs = fields.filter_map(|field| field.get_argument("input"));
        for input in inputs {
            let Literal::Object(members) = &input.node else { continue };
            for (member, value) in members {
                let Literal::Variable(name) = value else { continue };
                let wanted = (self.type_of)(member, self.ids);
                let definitions = &operation.node.variable_definitions;
                let named =
                    definitions.iter().find(|definition| definition.node.name.node == *name);
                let Some(definition) = named else { continue };
                let given = definition.node.var_type.node.to_string();
                if given.trim_end_matches('!') != wanted {
                    let message = format!(
                        "Variable \"${name}\" of type \"{given}\" used in position expecting type \
                         \"{wanted}\"."
                    );
                    return Err(ServerError::new(message, Some(definition.pos)));
                }
            }
        }
        Ok(())
    }
}
